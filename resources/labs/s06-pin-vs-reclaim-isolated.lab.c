/* The pin is written while reclaim has the page on its private list.
 *
 * kswapd has cleared PG_lru and moved the page to a list on its stack, which uses
 * the same two words.  isolate_lru_page() says -EBUSY, and November's code writes
 * count and flag over the links of that list.  Migration, compaction and
 * memory-failure keep such lists too.
 *
 * Derived from <20181110085041.10071-5-jhubbard@nvidia.com>; Jan Kara's warning:
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(kswapd, .cpu = 0) {
	shrink_inactive_list(1, LRU_INACTIVE_FILE);
}

TASK(pinner, .cpu = 1) {
	struct page *page = gup_pin(p);

	if (page) {		/* else reclaim was faster */
		device_write(page);
		gup_unpin(page);
	}
}

ALWAYS(private_links_intact, links_are_pointers(p));
ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
