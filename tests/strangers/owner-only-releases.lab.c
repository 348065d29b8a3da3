/* The pin is there from the start and its owner's task begins with the release: it is
 * held until that task runs.  A reference that is older than the pin goes first. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .mapped = 1, .refs = 1);

BOOT { gup_pin(p); }

TASK(bystander) { put_page(p); }

TASK(owner) { gup_unpin(p); }

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
