/* From a page to the page-table entries that map it, after 4.18's mm/rmap.c.  A page can be mapped
 * at one address only, page->index, in each address space; the walk takes the page-table locks one
 * after the other.  The page is locked, so that its file stays its file; i_mmap_rwsem and the
 * anon_vma's lock are not modelled. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <linux/writeback.h>
#include <lab/ghost.h>

/* Axis F: how page_mkclean() changes an entry.  The exchange is a locked operation: it is visible
 * before anything that this CPU reads afterwards. */
__weak void mkclean_pte(struct mm_struct *mm, unsigned long address)
{
	pte_t entry = ptep_clear_flush(mm, address);

	set_pte_at(mm, address, entry & ~(_PAGE_RW | _PAGE_DIRTY));
}

static int page_mkclean_one(struct page *page, struct mm_struct *mm, unsigned long address)
{
	int cleaned = 0;
	pte_t entry;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	entry = READ_ONCE(mm->pte[address]);
	if (pte_present(entry) && pte_page(entry) == page && (pte_dirty(entry) || pte_write(entry))) {
		mkclean_pte(mm, address);
		cleaned = 1;
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	return cleaned;
}

/* Axis W: before each mapping; true ends the walk. */
__weak bool page_mkclean_skips(struct page *page, int sync_mode)
{
	return false;
}

/* Axis W: when no entry lets anybody write any more; true asks for one more walk.  Who drops the page
 * lock must have kept in PG_dirty what the entries knew. */
__weak bool page_mkclean_again(struct page *page, int sync_mode, int cleaned)
{
	return false;
}

static int page_mkclean_all(struct page *page, int sync_mode)
{
	int cleaned = 0;
	int i;

	if (!page_mapped(page))
		return 0;
	for (i = 0; i < NR_MMS; i++) {
		if (page_mkclean_skips(page, sync_mode))
			break;
		cleaned += page_mkclean_one(page, &mms[i], page->index);
	}
	return cleaned;
}

/* Write-protects and cleans every entry.  How many of them allowed writing, or had been written. */
int page_mkclean(struct page *page, int sync_mode)
{
	int cleaned;

	do {
		cleaned = page_mkclean_all(page, sync_mode);
	} while (page_mkclean_again(page, sync_mode, cleaned));
	return cleaned;
}

/* Under the page-table lock, the entry maps the page.  False: it is put back.  Nothing stays in
 * place of a file's page, which is found in its cache. */
static bool unmap_pte(struct page *page, struct mm_struct *mm, unsigned long address, bool anon)
{
	bool exclusive = anon && page_anon_exclusive(page);
	pte_t pte = ptep_clear_flush(mm, address);
	unsigned long entry;

	if (pte_dirty(pte))
		set_page_dirty(page);
	if (anon) {
		if (exclusive && page_try_share_anon_rmap(page)) {
			set_pte_at(mm, address, pte);
			return false;
		}
		entry = page->private;
		swap_duplicate(entry);
		set_pte_at(mm, address, mk_swap_pte(entry) | (exclusive ? _PAGE_SWP_EXCLUSIVE : 0));
	}
	page_remove_rmap(page);
	if (MLOCK_BATCH)
		mlock_drain_local();
	put_page(page);
	return true;
}

static bool try_to_unmap_one(struct page *page, struct mm_struct *mm, unsigned long address, bool anon, int flags)
{
	bool unmapped = true;
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte) && pte_page(pte) == page) {
		if (!(flags & TTU_IGNORE_MLOCK) && (READ_ONCE(mm->vm_flags[address]) & VM_LOCKED)) {
			mlock_vma_page(page);
			unmapped = false;
		} else {
			unmapped = unmap_pte(page, mm, address, anon);
		}
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	return unmapped;
}

/* Axis W: does the strategy's record keep the page mapped?  Asked before the walk.  By itself reclaim
 * asks nobody; a strategy that was posted with its own question brings it (axis P). */
__weak bool try_to_unmap_refuses(struct page *page)
{
	return pin_record_refuses_unmap(page);
}

/* The page is locked.  True when nothing maps it any more. */
bool try_to_unmap(struct page *page, int flags)
{
	bool anon = PageAnon(page);
	int i;

	if (try_to_unmap_refuses(page))
		return false;
	for (i = 0; i < NR_MMS; i++)
		if (!try_to_unmap_one(page, &mms[i], page->index, anon, flags))
			break;
	return !page_mapped(page);
}
