STRATEGY(own_field, .title = 7, .cite = { "mail" }, .provides = { "recogniser" }, .page_flags = { 1 });
STRATEGY("own-field");
