/* More pages than a pagevec of two keeps waiting. */
#include <lab.h>

OVERRIDE(PAGEVEC_SIZE, 2);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 0);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 0);

TASK(drain) { lru_add_drain(); }

ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
