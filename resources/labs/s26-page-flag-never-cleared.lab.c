/* Used once for a transfer, pinned ever after.
 *
 * The sticky flag of June dies with the page: after one direct read of 4 KiB reclaim
 * leaves the page alone for as long as it is cached.  The overlays have forgotten the
 * pin, and have lost the page: it came from a pagevec and is on no list (lab s05).
 * A flag that a walk will find to be nothing is a cost.
 *
 * <20180619082949.wzoe42wpxsahuitu@quack2.suse.cz>; Michal Hocko,
 * <20180702103601.GG19043@dhcp22.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

TASK(direct_io, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	lru_add_drain();
}

QUIESCE {
	lru_add_drain_all();
	ask_pinned(p);
}

FINALLY(no_stale_pin, oracle_no_stale_pin(p));
FINALLY(reclaim_can_find_it, page_on_lru(p));
AT(nobody_is_told_of_a_pin, pin_asked(page, answer), !answer || ghost_pins(page) > 0);
COST(flag_left_until_the_next_walk, oracle_hint_left(p));
