/* After its pin the page is on no LRU at all.
 *
 * November: pinned while in a pagevec, the page is not noted as "was on the LRU",
 * and the drain skips it because it is pinned; after the unpin nobody adds it.
 * July: after any tracked pin, for the clearing of the flag promises a return to
 * the LRU and only re-initialises the list head.
 *
 * Dave Chinner, <20181013230124.GB18822@dastard>;
 * Jan Kara, <20181016085102.GB18918@quack2.suse.cz>;
 * Michal Hocko, <20181017110952.GN18839@dhcp22.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	lru_add_drain();
}

QUIESCE { lru_add_drain_all(); }

FINALLY(nothing_stranded, page_on_lru(p));
