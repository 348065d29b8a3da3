/* A page is unmapped and freed while somebody wants to move it: move_pages() has a reference of its own or lets
 * the page be; nothing leaks, no list is broken. */
#include <lab.h>
#include <linux/migrate.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);

TASK(mover) { migrate_page(p); }

TASK(process) { munmap(&init_mm, page_to_pfn(p)); }

QUIESCE { lru_add_drain_all(); }

FINALLY(nothing_left, page_is_free[page_to_pfn(p)] && page_is_free[page_to_pfn(spare)]);
ALWAYS(lists, lru_lists_intact()) WHEN(lru_lock_free());
NEVER(warn, false);
