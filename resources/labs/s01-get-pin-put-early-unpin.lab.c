/* A reference taken before the pin takes the pin away.
 *
 * Anybody may hold a page for a moment: a pagevec, a migration scan, a reader of
 * /proc.  Here it is taken before the pin, when there is nothing to count, and
 * dropped after it, when put_page() cannot tell it from the pin.
 *
 * Jan Kara, 2 July 2018, <20180702095331.n5zfz35d3invl5al@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(pinner) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(random_process) {
	get_page(p);
	put_page(p);
}

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
