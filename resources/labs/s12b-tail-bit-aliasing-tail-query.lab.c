/* The question is asked of the tail that GUP returned, or of its head.
 *
 * get_user_pages() of an address inside a huge page returns a tail.  The overlays keep
 * their record in the words of the head, where a tail has its way to the head: asked
 * with the tail, the flag reads clear.  June's flag is set on the tail itself: asked
 * with the head, as rmap and writeback do, it reads clear.
 *
 * Derived from <20180702005654.20369-6-jhubbard@nvidia.com> and
 * <20180617012510.20139-3-jhubbard@nvidia.com>
 */
#include <lab.h>
#include <linux/huge_mm.h>

OVERRIDE(COMPOUND_PAGES, 1);

NEEDS(recogniser);

PAGE(head, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .order = 1);
PAGE(tail, .kind = PAGE_TAIL, .mapped = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(tail);

	device_write(page);
	gup_unpin(page);
}

ALWAYS(asked_by_head, oracle_compound_pin_seen(head));
ALWAYS(asked_by_tail, oracle_pin_seen(tail));
