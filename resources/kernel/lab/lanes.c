/* The timelines that every run shows; strategies add their own fields. */
#include <lab.h>

LANE(_refcount, page, page->_refcount.counter);
LANE(flags, page, page->flags, .bits = pageflags);
LANE(LRU, page, lru_state(page));
LANE(knows, page, page_pinned_peek(page));
LANE(truth, page, really_pinned(page));
