/* The flag is on the page that was pinned, and the question goes to its head.
 *
 * GUP of one page in the middle of a huge page returns that page, and June's patch flags
 * it, by the policy for flags that any page may carry.  try_to_unmap() and everybody else
 * who asks holds the head.
 *
 * Derived from <20180617012510.20139-3-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);
OVERRIDE(COMPOUND_PAGES, 1);

PAGE(head, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .order = 1);
PAGE(tail, .kind = PAGE_TAIL, .mapped = 1);

TASK(driver) {
	struct page *page = gup_pin(tail);

	device_write(page);
	gup_unpin(page);
}

TASK(reclaim) {
	ask_pinned(head);
}

ALWAYS(pin_seen, oracle_compound_pin_seen(head));
