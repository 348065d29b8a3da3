/* A stray put between the decrement to 0 and the look under the lock: the count is -1 and
 * the flag stays.  The sticky flag never goes either; that is its bargain. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .mapped = 1, .refs = 1);

BOOT { gup_pin(p); }

TASK(owner) { gup_unpin(p); }

TASK(bystander) { put_page(p); }

CAN_STILL(unpinned, !page_pinned_peek(p));
