/* The same, released by an interrupt, which need never come. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .mapped = 1, .refs = 1);

BOOT { gup_pin(p); }

TASK(bystander, .cpu = 0) { put_page(p); }

INTERRUPT(bio_end_io, .cpu = 1) { gup_unpin(p); }

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
