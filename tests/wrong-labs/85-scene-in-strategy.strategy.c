#include <lab.h>

STRATEGY("own-field", .title = "A field of its own", .provides = { recogniser });

PAGE(p);
TASK(a) { get_page(p); }
OVERRIDE(PAGEVEC_SIZE, 2);
