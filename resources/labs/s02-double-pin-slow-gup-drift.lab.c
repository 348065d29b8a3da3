/* A second slow GUP of a pinned page counts twice.
 *
 * The slow path takes its reference with get_page(), which July's hook counts for
 * a flagged page; then pin_page_for_dma() counts the same pin again.  One release
 * takes one back.  GUP-fast does not come through get_page() and counts once.
 *
 * Derived from patches 2/6 and 5/6 of 1 July 2018,
 * <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);
PAGE(once, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin(p);		/* first_owner's */
	gup_pin(once);
	gup_unpin(once);
}

TASK(first_owner) {
	device_write(p);
	gup_unpin(p);
}

TASK(second_owner) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

/* That a record outlives even a single pin is the sticky flag's bargain, and another
 * scenario (S26): two pins that overlap must leave no more behind than one. */
FINALLY(no_stale_pin, page_pinned_peek(once) || !page_pinned_peek(p));
