/* Axis C: when is an anonymous page mine alone?  Everything that the COW policies replace, each
 * with 4.18's answer: a page that one entry maps is its owner's, whoever else holds references.
 *
 * Jann Horn showed in 2020 what that is worth (CVE-2020-29374): a child keeps a reference in a
 * pipe, unmaps, and the parent, alone in the page tables, goes on writing into the same page.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

/* v5.19: a page knows that it is exclusive; 4.18 has no such mark. */
__weak void page_set_anon_exclusive(struct page *page)
{
}

__weak bool page_anon_exclusive(struct page *page)
{
	return false;
}

/* Fork is about to map the page in a child too; the reference is taken.  Not 0: copy it instead. */
__weak int page_try_dup_anon_rmap(struct mm_struct *src, struct page *page)
{
	page_dup_rmap(page);
	return 0;
}

/* KSM, swap-out and migration are about to let others map the page, whose entry is cleared. */
__weak int page_try_share_anon_rmap(struct page *page)
{
	return 0;
}

/* A write to a page whose entry is read-only, page-table lock held.  The map count decides, under
 * the page lock, for which a sleeper has to let go of the page-table lock. */
__weak enum wp_answer wp_anon_page(struct mm_struct *mm, unsigned long address, struct page *page, pte_t pte)
{
	struct page *head = compound_head(page);
	bool reuse;

	if (!trylock_page(head)) {
		get_page(page);
		spin_unlock(&mm->page_table_lock);
		lock_page(head);
		spin_lock(&mm->page_table_lock);
		if (READ_ONCE(mm->pte[address]) != pte) {
			spin_unlock(&mm->page_table_lock);
			unlock_page(head);
			put_page(page);
			return WP_RETRY;
		}
		put_page(page);
	}
	reuse = reuse_swap_page(page);
	unlock_page(head);
	return reuse ? WP_REUSE : WP_COPY;
}

/* Coming back from swap, page lock and page-table lock held: may the entry be writable at once? */
__weak bool swapin_is_ours(struct page *page, pte_t entry, unsigned int flags)
{
	return (flags & FAULT_FLAG_WRITE) && reuse_swap_page(page);
}

/* v6.2: does FAULT_FLAG_UNSHARE also copy what is not anonymous? */
__weak bool unshare_copies_any_page(void)
{
	return false;
}

/* v5.9: fork asks, before it takes a reference, whether this page must be copied here and now. */
__weak bool fork_copies_now(struct mm_struct *src, struct page *page)
{
	return false;
}

/* v5.9: this process has used FOLL_PIN. */
__weak void mm_set_has_pinned_flag(struct mm_struct *mm)
{
}

/* v5.8: does even a reader's GUP break COW first?  mmap_lock is held. */
__weak bool should_force_cow_break(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return false;
}

__weak unsigned int gup_fast_flags(unsigned int flags)
{
	return flags;
}

/* v5.19: is this page, read-only in its entry, one that must not be pinned before it is unshared?
 * mm is NULL where no lock is held. */
__weak bool gup_must_unshare(struct mm_struct *mm, unsigned long address, struct page *page, unsigned int flags)
{
	return false;
}

/* v6.2: and one that is not anonymous?  A pin may take it as it is, unless a policy says otherwise. */
__weak bool gup_must_unshare_any(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return false;
}

/* mprotect() gives write permission back: at once, or by the next fault? */
__weak bool can_change_pte_writable(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return false;
}

/* v5.11: may reclaim give this page a place in swap; may soft-dirty tracking write-protect it? */
__weak bool anon_reclaim_allowed(struct page *page)
{
	return true;
}

__weak bool soft_dirty_allowed(struct page *page)
{
	return true;
}
