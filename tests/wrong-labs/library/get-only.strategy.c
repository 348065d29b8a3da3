STRATEGY("get-only", .title = "Nothing but get_page", .provides = { recogniser });
