/* Memory that has failed, after 4.18's mm/memory-failure.c: the page is marked, taken
 * from its processes and from its cache, and never used again; the handler keeps its
 * reference for good.
 *
 * Whether something writes to the page it can only guess from references that are left:
 * then it "failed", which is an answer.  It must give one: a wait in here is a wait
 * for whoever has the page, and that may be a device that never lets go. */
#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/memory-failure.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/swap.h>
#include <linux/writeback.h>
#include <lab/ghost.h>

/* A page that is in a pagevec is on its way to where it can be handled. */
static void shake_page(struct page *page)
{
	if (!PageLRU(page))
		lru_add_drain_all();
}

/* try_to_unmap() of a poisoned page: who comes to such an entry gets a SIGBUS. */
static void poison_entry(struct page *page, struct mm_struct *mm, unsigned long address)
{
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte) && pte_page(pte) == page) {
		ptep_clear_flush(mm, address);
		set_pte_at(mm, address, mk_pte(page, _PAGE_HWPOISON));
		page_remove_rmap(page);
		put_page(page);
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
}

/* Unmaps it; the processes that have it are killed, but not where the disk has the data.  The dirty
 * bits of the entries are needed to know, and page_mkclean() collects them: told to skip nothing. */
static bool hwpoison_user_mappings(struct page *page)
{
	bool kill = true;
	int i;

	if (!PageLRU(page) || !page_mapped(page))
		return true;
	if (!PageAnon(page) && !PageDirty(page)) {
		if (page_mkclean(page, WB_SYNC_ALL))
			SetPageDirty(page);
		else
			kill = false;
	}
	if (!kill)
		return try_to_unmap(page, TTU_IGNORE_MLOCK);
	for (i = 0; i < NR_MMS; i++)
		poison_entry(page, &mms[i], page->index);
	return !page_mapped(page);
}

static bool delete_from_lru_cache(struct page *page)
{
	if (isolate_lru_page(page))
		return false;
	ClearPageActive(page);
	ClearPageUnevictable(page);
	ghost {
		isolations[page_to_pfn(page)]--;
		ref_moved(page, REF_ISOLATION, REF_TASK, 1);
	}
	put_page(page);
	return true;
}

static enum mf_result me_pagecache(struct page *page)
{
	struct address_space *mapping;

	if (!delete_from_lru_cache(page))
		return MF_IGNORED;	/* somebody else has isolated it */
	if (PageAnon(page))
		return MF_RECOVERED;
	mapping = page_mapping(page);
	if (!mapping)
		return MF_FAILED;
	truncate_inode_page(mapping, page);
	return MF_RECOVERED;
}

/* Whatever was done: who else has a reference may use the page still. */
static enum mf_result page_action(struct page *page)
{
	enum mf_result result = me_pagecache(page);

	if (page_count(page) > 1)
		result = MF_FAILED;	/* "still referenced by n users" */
	return result;
}

/* Only the page that has failed is lost; the reference goes with it. */
static bool split_off_poisoned(struct page *page)
{
	struct page *head = compound_head(page);

	lock_page(head);
	if (split_huge_page(page)) {
		unlock_page(head);
		return false;
	}
	unlock_page(page);
	return true;
}

enum mf_result memory_failure(struct page *page)
{
	enum mf_result result;

	if (TestSetPageHWPoison(page))
		return MF_IGNORED;	/* known already */
	if (!get_page_unless_zero(compound_head(page)))
		return MF_DELAYED;	/* free: the allocator will find the mark */
	if (PageCompound(page) && !split_off_poisoned(page)) {
		ClearPageHWPoison(page);	/* "thp split failed": it will be back */
		put_page(page);
		ghost raise poison_handled(page, MF_FAILED);
		return MF_FAILED;
	}
	shake_page(page);
	lock_page(page);
	wait_on_page_writeback(page);
	if (hwpoison_user_mappings(page))
		result = page_action(page);
	else
		result = MF_IGNORED;
	ghost raise poison_handled(page, result);
	unlock_page(page);
	return result;
}
