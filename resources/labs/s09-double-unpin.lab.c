/* The same owner releases twice, and takes the other owner's pin.
 *
 * x has an error path that unpins, and a normal completion that unpins again.  A
 * count per page cannot know whose pin that was: y's device still writes to a page
 * that no longer counts as pinned.  The lab's own program is wrong on purpose.
 *
 * Pairing is demanded in <fdece7f8-7e4f-f679-821f-1d05ed748c15@nvidia.com> and in
 * Documentation/core-api/pin_user_pages.rst
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

BOOT {
	gup_pin_fast(p);	/* x's; by the fast path, for the slow one would count */
	gup_pin_fast(p);	/* y's, the second one, twice under July (lab s02) */
}

TASK(x) {
	gup_unpin(p);
	put_user_page(p);	/* again: it has no pin to give back */
}

TASK(y) {
	device_write(p);
	gup_unpin(p);
}

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
