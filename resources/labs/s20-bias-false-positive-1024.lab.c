/* A thousand ordinary references look like a pin.
 *
 * A page in many pipes has 1100 references and no pin.  refcount-bias says "may be
 * pinned" until they are gone, and everybody who asks has to live with that; a sticky
 * flag says so for ever after the first transfer.
 *
 * Documentation/core-api/pin_user_pages.rst and linux/mm.h of 6.12: false positives are
 * allowed, false negatives are not
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .refs = 1100);

BOOT {
	gup_pin(p);		/* one direct transfer, long ago */
	gup_unpin(p);
}

TASK(reclaim) {
	ask_pinned(p);
}

TASK(pipes) {
	/* All are read at once: no decrement but the last could matter, and that is another's. */
	page_ref_sub(p, 1100);
	ghost ref_dropped(p, REF_TASK, 1100);
}

FINALLY(no_pin_when_they_are_gone, oracle_no_stale_pin(p));
COST(looks_pinned, oracle_looks_pinned(p));
