/* Two owners pin the same page at the same time.
 *
 * Both register before either of them lets go.  Whoever looks first whether the page is
 * pinned and then writes that it is must not be interrupted in between: the second owner
 * would write over the first one's record, or find the page off its LRU and leave none.
 *
 * Derived from the gup locks of <20180702005654.20369-6-jhubbard@nvidia.com> and
 * <20181110085041.10071-5-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

atomic_t registered;

static void own(struct page *mapped)
{
	struct page *page = gup_pin_fast(mapped);

	atomic_inc(&registered);
	wait_event(atomic_read(&registered) == 2);
	gup_unpin(page);
}

TASK(x) {
	own(p);
}

TASK(y) {
	own(p);
}

ALWAYS(pin_seen, oracle_pin_seen(p));
ALWAYS(count_exact, oracle_pin_exact(p));
