/* A page that is locked in memory is pinned, and munlocked meanwhile.
 *
 * To make room for its record July takes the page off the unevictable list and clears
 * PG_unevictable, so that a free would not complain; after the unpin nobody puts it
 * back, and munlock, which meets a page on no list, leaves that to whoever has
 * isolated it.  November keeps the flag and puts the page back.  Where the page stays
 * on its list there is nothing to lose.
 *
 * Derived from <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_UNEVICTABLE, .mapped = 1, .mlocked = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(owner, .cpu = 1) {
	munlock_page(&init_mm, page_to_pfn(p));
}

QUIESCE { lru_add_drain_all(); }

ALWAYS(lru_exclusion, oracle_lru_exclusion(p));
ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
FINALLY(nothing_stranded, oracle_no_stranded(p));
FINALLY(on_the_right_side, oracle_on_right_side(p));
