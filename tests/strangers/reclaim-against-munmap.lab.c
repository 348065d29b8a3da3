/* Reclaim has two pages, one loses its mapping meanwhile, the other has a reference that reclaim cannot explain. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .refs = 1);

TASK(kswapd) { shrink_inactive_list(2, LRU_INACTIVE_ANON); }

TASK(process) { munmap_page(p); }

QUIESCE { lru_add_drain_all(); }

ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
NEVER(warn, false);
/* Reclaim that holds the page lock keeps munmap from freeing the swap slot: the page waits on its list. */
FINALLY(freed_once_or_kept, generation[page_to_pfn(p)] == 1 ? p->flags == 0 : page_on_lru(p) && p->_refcount.counter == 1);
FINALLY(other_is_back, page_on_lru(q) && generation[page_to_pfn(q)] == 0);
