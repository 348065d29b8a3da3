/* A writable long-term pin of a page whose file wants to be told of writes.
 *
 * Such a page can be dirtied at any time without a fault, for ever.  v6.5 refuses the pin: the slow
 * path looks at the VMA, the fast path at page->mapping, which it reads once; a page that is just
 * being truncated has none, and goes the slow way.  Where writeback takes copies of pinned pages the
 * pin can be borne, at that price.
 *
 * Commits 8ac268436e6d (slow path) and a6e79df92e4a (fast path); LWN 930667; tt-kmd issue 39: -14
 * since 6.8 for a MAP_SHARED file
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

struct page *granted;

TASK(pinner) {
	struct page *page = pin_user_page_fast(&init_mm, page_to_pfn(p), FOLL_WRITE | FOLL_LONGTERM);

	if (!page)
		return;
	granted = page;
	device_write(page);
	granted = NULL;
	gup_unpin(page);
}

TASK(truncate) {
	truncate_file(&file_mapping, 0);
}

NEVER(longterm_pin_of_tracked_file, granted && page_in_file(granted) && !writeback_takes_snapshots());
COST(longterm_pin_borne, granted && page_in_file(granted));
