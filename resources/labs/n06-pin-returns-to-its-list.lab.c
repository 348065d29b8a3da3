/* After its pin a page is where it was.
 *
 * Nothing races: one page on an LRU, one pin, one release.  A strategy that takes the page
 * off its list has to put it back.
 *
 * Dave Chinner, <20181013230124.GB18822@dastard>; Jan Kara,
 * <20181016085102.GB18918@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(direct_io) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(reader) {
	get_page(p);
	put_page(p);
}

QUIESCE { lru_add_drain_all(); }

ALWAYS(list_or_record, oracle_lru_exclusion(p));
ALWAYS(nobody_releases_twice, oracle_api_balance(p));
FINALLY(all_pins_returned, oracle_pins_returned(p));
FINALLY(nothing_stranded, oracle_no_stranded(p));
AT(nothing_freed_while_held, page_freed(page), page != p || oracle_no_free_held(page));
