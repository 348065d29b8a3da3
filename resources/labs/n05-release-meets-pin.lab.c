/* The last release and the next pin meet.
 *
 * One owner's release has brought the count to nothing and is about to clear the record;
 * before it does, the next owner pins.  Whoever clears must look again under the lock
 * under which pins are recorded.  July loses the second pin however it comes: the page is
 * on no LRU after the first.
 *
 * Derived from <20181110085041.10071-5-jhubbard@nvidia.com> and
 * <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin(p);		/* the first owner's */
}

TASK(first_owner) {
	gup_unpin(p);
}

/* Keeps its pin. */
TASK(next_owner) {
	device_write(gup_pin_fast(p));
}

ALWAYS(pin_seen, oracle_pin_seen(p));
