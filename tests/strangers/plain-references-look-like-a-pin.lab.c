/* A bias of 4 and four references. */
#include <lab.h>

NEEDS(separate_unpin);
OVERRIDE(GUP_PIN_COUNTING_BIAS, 4);

PAGE(p, .kind = PAGE_ANON, .mapped = 1, .refs = 2);

TASK(reader) { get_page(p); }

NEVER(seen_without_a_pin, ghost_pins(p) == 0 && page_pinned_peek(p));
