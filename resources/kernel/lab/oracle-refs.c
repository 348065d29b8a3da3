/* O-REF-RANGE, O-NO-FREE-HELD and their family: the reference count against those who
 * can be seen to hold a page. */
#include <lab.h>

/* Axis P: how many units of _refcount one pin is. */
__weak __pure int pin_references(struct page *page)
{
	return 1;
}

__pure bool oracle_ref_range(struct page *page)
{
	return page->_refcount.counter >= 0;
}

static __pure int ptes_that_map(struct page *page)
{
	int mapped = 0, i, address;
	pte_t pte;

	for (i = 0; i < NR_MMS; i++)
		for (address = 0; address < NR_PAGES; address++) {
			pte = mms[i].pte[address];
			if (pte_present(pte) && pte_page(pte) == page)
				mapped++;
		}
	return mapped;
}

static __pure bool in_page_cache(struct page *page)
{
	return file_mapping.slots[page->index] == page;
}

/* Everybody who can be found by looking has a reference.  Tasks, pagevecs and isolations may
 * have more; a page whose count is frozen at 0 belongs to who froze it. */
__pure bool oracle_ref_conserved(struct page *page)
{
	int holders = ptes_that_map(page) + ghost_pins(page) * pin_references(page);

	if (in_page_cache(page))
		holders++;
	if (PagePrivate(page))
		holders++;
	return page->_refcount.counter == 0 || page->_refcount.counter >= holders;
}

__pure bool oracle_not_pinned(struct page *page)
{
	return ghost_pins(page) == 0;
}

__pure bool oracle_no_free_held(struct page *page)
{
	return ghost_pins(page) == 0 && ptes_that_map(page) == 0 && !in_page_cache(page) && !PageLRU(page) &&
	       !linked[page_to_pfn(page)];
}
