/* Page tables: one process, one table, entry i at address i.  After 4.18's
 * mm/memory.c: the entry goes under the page-table lock, the reference that it
 * held goes later, with the batch that mmu_gather has collected, through
 * release_pages(), which no hook in put_page() sees. */
#include <linux/mm.h>
#include <linux/swap.h>
#include <lab/ghost.h>

struct mm_struct init_mm;

void zap_page(unsigned long address)
{
	struct mm_struct *mm = &init_mm;
	struct page *page;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = xchg(&mm->pte[address], 0);
	if (!pte_present(pte)) {
		spin_unlock(&mm->page_table_lock);
		return;
	}
	page = pte_page(pte);
	atomic_dec(&page->_mapcount);
	spin_unlock(&mm->page_table_lock);

	lru_add_drain();
	ghost ref_moved(page, REF_PTE, REF_TASK, 1);
	release_page(page);
}
