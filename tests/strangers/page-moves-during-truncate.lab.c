/* A file page with buffers moves while the file is truncated: what the mover has isolated may have lost its mapping. */
#include <lab.h>
#include <linux/migrate.h>

OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);
PAGE(s1, .kind = PAGE_FREE);

TASK(mover) { migrate_page(p); }

TASK(truncate) { truncate_file(&file_mapping, 0); }

QUIESCE { lru_add_drain_all(); }

FINALLY(gone, page_is_free[page_to_pfn(p)] && page_is_free[page_to_pfn(s1)] && init_mm.pte[page_to_pfn(p)] == 0);
NEVER(warn, false);
NEVER(bug, false);
AT(no_free_held, page_freed(page), oracle_no_free_held(page));
NEVER(null_access, false);
