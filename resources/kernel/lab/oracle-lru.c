/* Oracles about the LRU: who is on which list, found out by walking. */
#include <lab.h>
#include <linux/swap.h>

/* O-LRU-EXCLUSION: no page is in a list while its words hold the record of a pin. */
__pure bool oracle_lru_exclusion(struct page *page)
{
	return !(linked[page_to_pfn(page)] && lru_words_overlaid(page));
}

/* On the unevictable side of MLOCK_BATCH there is no list to be found on. */
__pure bool on_some_lru(struct page *page)
{
	if (MLOCK_BATCH && PageUnevictable(page))
		return PageLRU(page);
	return page_on_lru(page);
}

/* O-NO-STRANDED, finally: a page that is in use is where reclaim, or munlock, will find it. */
__pure bool oracle_no_stranded(struct page *page)
{
	return page->_refcount.counter == 0 || ghost_pins(page) > 0 || on_some_lru(page);
}

/* O-UNEVICTABLE, finally: mlocked pages are on the unevictable side, and no others. */
__pure bool oracle_on_right_side(struct page *page)
{
	return !PageLRU(page) || PageUnevictable(page) == PageMlocked(page);
}

/* O-UNEVICTABLE, always: what a locked VMA maps stays mapped.  The page's index is its address. */
__pure bool oracle_mlocked_stays(struct page *page)
{
	pte_t pte = init_mm.pte[page->index];

	return !(init_mm.vm_flags[page->index] & VM_LOCKED) || (pte_present(pte) && pte_page(pte) == page);
}

/* O-MIGRATABLE-ZONE, of a page that a call with FOLL_LONGTERM has just returned. */
__pure bool oracle_migratable_zone(struct page *page)
{
	return page_zonenum(page) != ZONE_MOVABLE;
}
