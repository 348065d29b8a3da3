/* get_user_pages() after 4.18's mm/gup.c, with the places where the postings of
 * 2018, and later kernels, put their record of a pin.
 *
 * The slow path takes its reference under the page-table lock, page by page;
 * pin_page_for_dma() runs after the batch, outside that lock, and nobody looks at
 * its result.  The fast path takes no lock: it refuses when the entry has changed. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <lab/ghost.h>

/* Axis P: the reference of the slow path. */
__weak void try_grab_page(struct page *page)
{
	get_page(page);
	ghost ref_moved(page, REF_TASK, REF_PIN, 1);
}

/* Axis P: the one of the fast path, which does not go through get_page(). */
__weak bool try_grab_page_fast(struct page *page)
{
	if (!page_cache_get_speculative(page))
		return false;
	ghost ref_moved(page, REF_TASK, REF_PIN, 1);
	return true;
}

/* Axis P: the fast path gives it back, the page-table entry has changed. */
__weak void undo_grab_page_fast(struct page *page)
{
	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	put_page(page);
}

/* Axis P: what is noted of a pin, beyond the reference. */
__weak int pin_page_for_dma(struct page *page)
{
	return 0;
}

/* Axis P: the release of a pin.  Until somebody tells them apart it is any other put_page(). */
__weak void put_user_page(struct page *page)
{
	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	put_page(page);
}

/* There is no fault in here: a page that is not mapped is not found. */
struct page *follow_page_pte(struct mm_struct *mm, unsigned long address)
{
	struct page *page = NULL;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte)) {
		page = pte_page(pte);
		try_grab_page(page);
	}
	spin_unlock(&mm->page_table_lock);
	return page;
}

/* The number of pages that were found; the first hole ends the batch. */
long get_user_pages(unsigned long start, long nr_pages, struct page **pages)
{
	struct page *page;
	long nr, i;

	for (nr = 0; nr < nr_pages; nr++) {
		page = follow_page_pte(&init_mm, start + nr);
		if (!page)
			break;
		pages[nr] = page;
	}
	for (i = 0; i < nr; i++)
		pin_page_for_dma(pages[i]);
	return nr;
}

/* Interrupts are off, so that the page tables stay; the page they name may not. */
static struct page *gup_pte_range(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);
	struct page *page;

	if (!pte_present(pte))
		return NULL;
	page = pte_page(pte);
	if (!try_grab_page_fast(page))
		return NULL;
	if (pte != READ_ONCE(mm->pte[address])) {
		undo_grab_page_fast(page);
		return NULL;
	}
	return page;
}

/* NULL sends the caller to the slow path. */
struct page *get_user_page_fast(unsigned long address)
{
	struct page *page;

	local_irq_disable();
	page = gup_pte_range(&init_mm, address);
	local_irq_enable();
	if (page)
		pin_page_for_dma(page);
	return page;
}
