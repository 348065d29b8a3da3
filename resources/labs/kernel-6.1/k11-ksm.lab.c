/* KSM and a pin keep clear of each other.
 *
 * A pinned page is not merged; after the unpin it is.  And a pin for reading of a merged page gets its
 * owner a page of its own first.
 *
 * Seen on Linux 6.1.192, scenario ksm-while-pinned: rows S8, C8 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(stable, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(control, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(pinned, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(spare, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)

int never_pinned, while_pinned, afterwards;
ghost int still_mapped, merged, unshared;

TASK(process) {
	struct page *page = pin_user_page_fast(&init_mm, at(pinned), FOLL_WRITE);

	never_pinned = ksm_merge(&init_mm, at(control), stable);
	while_pinned = ksm_merge(&init_mm, at(pinned), stable);
	ghost still_mapped = pte_page(init_mm.pte[at(pinned)]) == pinned;
	gup_unpin(page);
	afterwards = ksm_merge(&init_mm, at(pinned), stable);
	ghost merged = pte_page(init_mm.pte[at(pinned)]) == stable && pte_page(init_mm.pte[at(control)]) == stable &&
		       stable->_mapcount.counter == 2;

	page = pin_user_page(&init_mm, at(pinned), 0);
	ghost unshared = page != stable && pte_page(init_mm.pte[at(pinned)]) == page && stable->_mapcount.counter == 1;
}

FINALLY(s8_without_a_pin_it_merges, never_pinned == 0);
FINALLY(s8_a_pinned_page_is_not_merged, while_pinned == -EBUSY && still_mapped);
FINALLY(s8_after_the_unpin_it_is, afterwards == 0 && merged);
FINALLY(c8_a_pin_for_reading_unshares, unshared);
