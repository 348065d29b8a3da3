/* Nothing between pin and release.  Under July a page can be recorded once in its life:
 * after a's release PG_lru stays clear, and b's pin meets -EBUSY. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

BOOT { gup_pin_fast(p); }

TASK(a) { gup_unpin(p); }

TASK(b) { gup_unpin(gup_pin_fast(p)); }

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
