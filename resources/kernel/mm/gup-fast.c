/* The lockless path of get_user_pages(), after 4.18's mm/gup.c: interrupts off so that the page
 * tables stay, a reference unless there is none left, and a second look at the entry.
 *
 * Axis F is what it looks at before it believes that reference.  Whatever it does not like sends
 * the caller to the slow path. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <lab/ghost.h>

/* Axis P: the reference of the fast path, which does not go through get_page(). */
__weak bool try_grab_page_fast(struct page *page)
{
	if (!page_cache_get_speculative(page))
		return false;
	ghost ref_moved(page, REF_TASK, REF_PIN, 1);
	return true;
}

/* Axis P: the fast path gives it back. */
__weak void undo_grab_page_fast(struct page *page)
{
	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	put_page(page);
}

/* Axis F: 4.18's second look.  x86 had none before v4.13. */
__weak bool gup_fast_pte_changed(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return pte != READ_ONCE(mm->pte[address]);
}

/* Axis F, v6.1: and one at the table that the entry was in. */
__weak bool gup_fast_pmd_changed(struct mm_struct *mm, unsigned long pmd)
{
	return false;
}

/* Axis F, v5.14: is the page still part of the compound page whose head got the reference? */
__weak bool gup_fast_same_head(struct page *page, struct page *head)
{
	return true;
}

/* Axis F, v6.1: the pin is visible before the entry is read again ... */
__weak void gup_fast_pin_barrier(void)
{
}

/* ... and that before the page is asked whether it is exclusive. */
__weak void gup_fast_exclusive_barrier(void)
{
}

/* Their counterparts in page_try_share_anon_rmap(). */
__weak void share_entry_cleared_barrier(void)
{
}

__weak void share_exclusive_cleared_barrier(void)
{
}

/* Axis F, v5.11: fork write-protects in an odd phase.  Below 0: take the slow path. */
__weak long gup_fast_seq_begin(struct mm_struct *mm, unsigned int flags)
{
	return 0;
}

__weak bool gup_fast_seq_retry(struct mm_struct *mm, unsigned int flags, long seq)
{
	return false;
}

__weak void fork_seq_begin(struct mm_struct *mm)
{
}

__weak void fork_seq_end(struct mm_struct *mm)
{
}

/* Axis W, v6.5: may this page be pinned without a look at its VMA? */
__weak bool page_fast_pin_allowed(struct page *page, unsigned int flags)
{
	return true;
}

/* v5.13: not in memory that must stay movable, if for long. */
__weak bool is_longterm_pinnable_page(struct page *page)
{
	return true;
}

#define records(flags)	(((flags) & FOLL_PIN) || gup_get_is_pin())

static bool grab_fast(struct page *page, unsigned int flags)
{
	if (records(flags)) {
		if ((flags & FOLL_LONGTERM) && !is_longterm_pinnable_page(page))
			return false;
		return try_grab_page_fast(page);
	}
	return page_cache_get_speculative(page);
}

static void undo_fast(struct page *page, unsigned int flags)
{
	if (records(flags))
		undo_grab_page_fast(page);
	else
		put_page(page);
}

/* What the walk looks at once it has its reference. */
static bool still_right(struct mm_struct *mm, unsigned long address, pte_t pte, unsigned long pmd,
			struct page *page, struct page *head, unsigned int flags)
{
	if (!gup_fast_same_head(page, head))
		return false;
	if (gup_fast_pmd_changed(mm, pmd) || gup_fast_pte_changed(mm, address, pte))
		return false;
	if (!page_fast_pin_allowed(page, flags))
		return false;
	if (!pte_write(pte) && gup_must_unshare(NULL, address, page, flags))
		return false;
	return !records(flags) || pin_note_pte_fast(mm, address, pte);
}

/* Is there anything at all that may be taken without a lock? */
static bool pte_permits(pte_t pte, unsigned int flags)
{
	if (!pte_present(pte) || pte_protnone(pte) || pte_special(pte))
		return false;
	return !(flags & FOLL_WRITE) || pte_write(pte);
}

/* NULL sends the caller to the slow path. */
struct page *__get_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	unsigned int fast_flags = gup_fast_flags(flags);
	struct page *page = NULL;
	struct page *head = NULL;	/* whose references are counted */
	unsigned long pmd;
	bool good = false;
	pte_t pte = 0;
	long seq;

	if (flags & FOLL_PIN)
		mm_set_has_pinned_flag(mm);
	seq = gup_fast_seq_begin(mm, flags);
	if (seq < 0)
		return NULL;
	local_irq_disable();
	pmd = READ_ONCE(mm->pmd);
	if (pmd)
		pte = READ_ONCE(mm->pte[address]);
	if (pte_permits(pte, fast_flags))
		head = compound_head(pte_page(pte));
	if (head && grab_fast(head, flags)) {
		page = pte_page(pte);
		gup_fast_pin_barrier();
		good = still_right(mm, address, pte, pmd, page, head, fast_flags);
		if (good)
			SetPageReferenced(head);
	}
	local_irq_enable();
	if (!page)
		return NULL;
	if (!good || gup_fast_seq_retry(mm, flags, seq)) {
		undo_fast(head, flags);
		return NULL;
	}
	if (records(flags))
		pin_page_for_dma(page);
	return page;
}
