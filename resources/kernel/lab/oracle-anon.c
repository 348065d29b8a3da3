/* Anonymous memory: what a pin's owner and two processes may rely on.  lab/oracles.h. */
#include <lab.h>
#include <linux/rmap.h>

static __pure bool held(struct page *page)
{
	return live_pins[page_to_pfn(page)] + live_gets[page_to_pfn(page)] > 0;
}

/* O-PIN-COHERENT: while the pinned address is mapped, it maps the page that was pinned. */
__pure bool oracle_pin_coherent(struct page *page)
{
	int address = pin_address[page_to_pfn(page)] - 1;
	pte_t pte;

	if (!held(page) || address < 0)
		return true;
	pte = mms[pin_mm[page_to_pfn(page)] - 1].pte[address];
	return !pte_present(pte) || pte_page(pte) == page;
}

__pure bool oracle_pins_coherent(void)
{
	int pfn;

	for (pfn = 0; pfn < NR_PAGES; pfn++)
		if (!oracle_pin_coherent(pfn_to_page(pfn)))
			return false;
	return true;
}

/* O-COW-ISOLATION: nobody has read what another process wrote into private memory. */
__pure bool oracle_cow_isolated(void)
{
	return !foreign_read;
}

static __pure int writable_entries(struct page *page)
{
	int address, mm, found = 0;
	pte_t pte;

	for (mm = 0; mm < NR_MMS; mm++)
		for (address = 0; address < NR_PAGES; address++) {
			pte = mms[mm].pte[address];
			if (pte_present(pte) && pte_write(pte) && pte_page(pte) == page)
				found++;
		}
	return found;
}

/* O-WRITABLE-PTE-EXCLUSIVE, the rule that every preset shares: an entry through which an anonymous
 * page can be written is the only one that maps it. */
__pure bool oracle_writable_alone(struct page *page)
{
	return !PageAnon(page) || writable_entries(page) == 0 || page->_mapcount.counter == 0;
}

/* O-WRITABLE-PTE-EXCLUSIVE since v5.19: and the page is marked exclusive. */
__pure bool oracle_writable_exclusive(struct page *page)
{
	return !PageAnon(page) || writable_entries(page) == 0 || page_anon_exclusive_peek(page);
}

/* O-EXCLUSIVE-PINS, since v5.19: a pinned anonymous page is exclusive, and nobody else maps it. */
__pure bool oracle_exclusive_pins(struct page *page)
{
	if (live_pins[page_to_pfn(page)] == 0 || !PageAnon(page))
		return true;
	return page_anon_exclusive_peek(page) && page->_mapcount.counter <= 0 && !PageKsm(page);
}

__pure bool oracle_pins_exclusive(void)
{
	int pfn;

	for (pfn = 0; pfn < NR_PAGES; pfn++)
		if (!oracle_exclusive_pins(pfn_to_page(pfn)))
			return false;
	return true;
}

/* O-NO-SWAPCACHE-PINNED: a pinned page has no place in swap. */
__pure bool oracle_not_swapped_while_pinned(struct page *page)
{
	return live_pins[page_to_pfn(page)] == 0 || !PageAnon(page) || !PageSwapCache(page);
}

__pure bool page_table_lock_free(struct mm_struct *mm)
{
	return *(unsigned int *)&mm->page_table_lock == 0;
}
