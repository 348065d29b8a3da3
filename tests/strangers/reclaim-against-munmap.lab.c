/* Reclaim has two pages, one loses its last other reference meanwhile. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON, .lru = LRU_ACTIVE_ANON, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_ACTIVE_ANON, .mapped = 1);

TASK(kswapd) { shrink_inactive_list(2, LRU_ACTIVE_ANON); }

TASK(process) { munmap_page(p); }

ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
NEVER(warn, false);
FINALLY(freed_once, generation[page_to_pfn(p)] == 1 && p->flags == 0);
FINALLY(other_is_back, page_on_lru(q) && q->_refcount.counter == 1);
