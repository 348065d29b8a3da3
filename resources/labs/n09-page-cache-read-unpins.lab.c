/* Reading the file takes the pin away.
 *
 * A lookup in the page cache takes its reference speculatively, past get_page(), and drops
 * it with put_page().  Where every put of a pinned page may be the release, one read of the
 * file, begun after the pin and not before it as in lab s01, is enough.
 *
 * Derived from <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin(p);
}

TASK(driver) {
	device_write(p);
	gup_unpin(p);
}

TASK(reader) {
	struct page *page = find_get_page(&file_mapping, p->index);

	if (page)
		put_page(page);
}

ALWAYS(pin_seen, oracle_pin_seen(p));
