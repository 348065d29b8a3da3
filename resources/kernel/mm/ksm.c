/* KSM, after 4.18's mm/ksm.c: two pages that hold the same become one, which every entry maps
 * read-only and any write copies.
 *
 * An entry is cleared before the references are counted, so that no GUP-fast can come in after
 * the count.  There is no tree and no daemon: a lab says which address shall join which page. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* Page locked, one reference is the caller's.  0: read-only from here, and nobody else uses it. */
int write_protect_page(struct mm_struct *mm, unsigned long address, struct page *page)
{
	int err = -EBUSY;
	bool exclusive;
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (!pte_present(pte) || pte_special(pte) || pte_page(pte) != page)
		goto out;
	exclusive = page_anon_exclusive(page);
	err = 0;
	if (!pte_write(pte) && !pte_dirty(pte) && !exclusive)
		goto out;
	pte = ptep_clear_flush(mm, address);
	if (page_mapcount(page) + 1 + (PageSwapCache(page) ? 1 : 0) != page_count(page))
		err = -EBUSY;
	else if (exclusive)
		err = page_try_share_anon_rmap(page);
	if (!err) {
		if (pte_dirty(pte))
			SetPageDirty(page);
		pte = pte_wrprotect(pte) & ~_PAGE_DIRTY;
	}
	set_pte_at(mm, address, pte);
out:
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	return err;
}

/* The entry maps kpage instead. */
static int replace_page(struct mm_struct *mm, unsigned long address, struct page *page, struct page *kpage)
{
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (!pte_present(pte) || pte_write(pte) || pte_page(pte) != page) {
		spin_unlock(&mm->page_table_lock);
		mmu_notifier_invalidate_range_end(mm, address);
		return -EBUSY;
	}
	get_page(kpage);
	page_dup_rmap(kpage);
	ptep_clear_flush(mm, address);
	set_pte_at(mm, address, mk_pte(kpage, pte & (_PAGE_PRESENT | _PAGE_PROTNONE)));
	page_remove_rmap(page);
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	put_page(page);
	return 0;
}

/* The page itself becomes a KSM page, if it is mapped here and nobody else uses it. */
static int ksm_adopt(struct mm_struct *mm, unsigned long address, struct page *page)
{
	int err = write_protect_page(mm, address, page);

	if (!err)
		page->mapping = (struct address_space *)((unsigned long)&anon_vma + PAGE_MAPPING_KSM);
	return err;
}

/* The address joins kpage, which becomes a KSM page if it is none: mapped at its own number.
 * 0 when both map it; -EBUSY when somebody uses one of them or they differ. */
int ksm_merge(struct mm_struct *mm, unsigned long address, struct page *kpage)
{
	struct page *page;
	int err = -EBUSY;
	pte_t pte;

	mmap_read_lock(mm);
	/* follow_page(): the entry and a reference, under the page-table lock. */
	atomic {
		pte = mm->pte[address];
		page = pte_present(pte) && !pte_special(pte) ? pte_page(pte) : NULL;
		if (page)
			page_ref_inc(page);
	}
	if (!page)
		goto unlock_mm;
	ghost ref_taken(page, REF_TASK, 1);
	if (!PageAnon(page) || PageKsm(page))
		goto put;
	/* As get_ksm_page(): its owners may give it up at any time. */
	if (!get_page_unless_zero(kpage))
		goto put;
	if (!PageKsm(kpage)) {
		if (!trylock_page(kpage))
			goto put_kpage;
		err = ksm_adopt(mm, page_to_pfn(kpage), kpage);
		unlock_page(kpage);
		if (err)
			goto put_kpage;
		err = -EBUSY;
	}
	if (!trylock_page(page))
		goto put_kpage;
	if (!write_protect_page(mm, address, page) &&
	    READ_ONCE(page_contents[page_to_pfn(page)]) == READ_ONCE(page_contents[page_to_pfn(kpage)]))
		err = replace_page(mm, address, page, kpage);
	unlock_page(page);
put_kpage:
	put_page(kpage);
put:
	put_page(page);
unlock_mm:
	mmap_read_unlock(mm);
	return err;
}
