/* cow-anon-exclusive: a page knows that it is its owner's alone.
 *
 * v5.19, David Hildenbrand, <20220329160440.193848-1-david@redhat.com>: PG_anon_exclusive, the bit
 * of PG_mappedtodisk.  Only an exclusive page may be pinned, and a pinned page may not lose the bit.
 * So a write fault need not count anything: it writes in place when the bit is set.
 *
 *	fork, KSM, swap-out, migration	clear the entry, pinned? then give up, else clear the bit
 *	GUP for reading		the page is not exclusive: unshare it first, by a fault that copies
 *	write fault		exclusive: in place; else in place only if nobody else has a reference
 *
 * The barriers that make the two sides agree without an IPI are v6.1's: policy gup-barrier.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

POLICY("cow-anon-exclusive", .axis = "cow",
	.title = "Written in place when marked exclusive; only such pages are pinned (v5.19)",
	.cites = { "<20220329160440.193848-1-david@redhat.com>", "6c287605fd56", "a7f226604170" },
	.needs = { recogniser });

void page_set_anon_exclusive(struct page *page)
{
	SetPageAnonExclusive(page);
}

bool page_anon_exclusive(struct page *page)
{
	return PageAnonExclusive(page);
}

__pure bool page_anon_exclusive_peek(struct page *page)
{
	return PageAnonExclusive(page);
}

/* Looked at first: the flag never goes away. */
void mm_set_has_pinned_flag(struct mm_struct *mm)
{
	if (!test_bit(MMF_HAS_PINNED, &mm->flags))
		set_bit(MMF_HAS_PINNED, &mm->flags);
}

/* Fork's reference is already in the count that is asked. */
int page_try_dup_anon_rmap(struct mm_struct *src, struct page *page)
{
	if (PageAnonExclusive(page)) {
		if (test_bit(MMF_HAS_PINNED, &src->flags) && page_maybe_dma_pinned(page))
			return -EBUSY;
		ClearPageAnonExclusive(page);
	}
	page_dup_rmap(page);
	return 0;
}

/* The entry has been cleared: who comes now finds none, who came before is counted. */
int page_try_share_anon_rmap(struct page *page)
{
	share_entry_cleared_barrier();
	if (page_maybe_dma_pinned(page))
		return -EBUSY;
	ClearPageAnonExclusive(page);
	share_exclusive_cleared_barrier();
	return 0;
}

enum wp_answer wp_anon_page(struct mm_struct *mm, unsigned long address, struct page *page, pte_t pte)
{
	struct page *head = compound_head(page);
	enum wp_answer answer = WP_COPY;

	if (PageAnonExclusive(page))
		return WP_REUSE;
	if (page_count(head) > 3)
		return WP_COPY;
	if (!PageLRU(head))
		lru_add_drain();		/* the pagevec's reference is nobody's */
	if (page_count(head) > 1 + (PageSwapCache(head) ? 1 : 0))
		return WP_COPY;
	if (!trylock_page(head))
		return WP_COPY;
	if (PageSwapCache(head))
		try_to_free_swap(head);
	if (page_count(head) == 1) {
		SetPageAnonExclusive(page);	/* page_move_anon_rmap() */
		answer = WP_REUSE;
	}
	unlock_page(head);
	return answer;
}

/* The mark came along in the entry; or nothing is left but the swap cache and the fault. */
bool swapin_is_ours(struct page *page, pte_t entry, unsigned int flags)
{
	if (pte_swp_exclusive(entry))
		return true;
	return READ_ONCE(swap_map[page->private]) == 1 && page_count(page) == 2;
}

/* A writable entry says enough.  What is not anonymous may be pinned as it is, up to v6.1. */
bool gup_must_unshare(struct mm_struct *mm, unsigned long address, struct page *page, unsigned int flags)
{
	if ((flags & (FOLL_WRITE | FOLL_PIN)) != FOLL_PIN)
		return false;
	if (!PageAnon(page))
		return gup_must_unshare_any(mm, address, flags);
	gup_fast_exclusive_barrier();
	return !PageAnonExclusive(page);
}

bool can_change_pte_writable(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return !pte_special(pte) && PageAnon(pte_page(pte)) && PageAnonExclusive(pte_page(pte));
}
