#include <lab.h>

STRATEGY("own-field", .title = "A field of its own", .provides = { recogniser });

EXTEND(struct page) { int pins; int lru; };
EXTEND(struct pag, tail) { int pins; };
EXTEND(enum page_kind) { PAGE_PINNED };
