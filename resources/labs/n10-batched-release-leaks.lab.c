/* A reference is taken one way and dropped another, and the page stays pinned for ever.
 *
 * get_page() of a pinned page is counted as one more pin; release_pages(), which drops
 * batches of references, does its own decrement and test, and takes nothing back.
 *
 * Derived from <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);
PAGE(once, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin(p);
	gup_pin(once);
	gup_unpin(once);
}

TASK(driver) {
	device_write(p);
	gup_unpin(p);
}

TASK(migration_scan) {
	get_page(p);
	release_page(p);
}

/* As in lab s02: no more must be left behind than one pin in peace leaves. */
FINALLY(no_stale_pin, page_pinned_peek(once) || oracle_no_stale_pin(p));
