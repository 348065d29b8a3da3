/* One put too many, then munmap.  With get_user_pages' own reference gone the page is freed
 * under the sticky flag; July's count goes; 1024 of 1025 is 1023 after munmap. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

BOOT { gup_pin(p); }

TASK(buggy) { put_page(p); }

TASK(process) { munmap_page(p); }

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
