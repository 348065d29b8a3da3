/* cow-unshare-all: cow-anon-exclusive, and pins for long unshare whatever is not one's own.
 *
 * v6.2, 84209e87c696: a private mapping may show the zero page or a page of the page cache.  A pin
 * for reading would stay there while the owner's first write moves it to a copy; so a long-term pin
 * breaks COW first, of any page.  All else is as in v5.19:
 *
 *	fork, KSM, swap-out, migration	clear the entry, pinned? then give up, else clear the bit
 *	GUP for reading		the page is not exclusive: unshare it first, by a fault that copies
 *	write fault		exclusive: in place; else in place only if nobody else has a reference
 *
 * <20221116102659.70287-1-david@redhat.com>
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

POLICY("cow-unshare-all", .axis = "cow",
	.title = "As v5.19, and long-term pins break COW of any page (v6.2)",
	.cites = { "<20221116102659.70287-1-david@redhat.com>", "84209e87c696" },
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

/* A writable entry says enough.  What is not anonymous may be pinned as it is for a short time; for
 * long only if its mapping is not private, and GUP-fast, which cannot see that, leaves it alone. */
bool gup_must_unshare(struct mm_struct *mm, unsigned long address, struct page *page, unsigned int flags)
{
	if ((flags & (FOLL_WRITE | FOLL_PIN)) != FOLL_PIN)
		return false;
	if (!PageAnon(page)) {
		if (!(flags & FOLL_LONGTERM))
			return false;
		return !mm || is_cow_mapping(READ_ONCE(mm->vm_flags[address]));
	}
	gup_fast_exclusive_barrier();
	return !PageAnonExclusive(page);
}

bool unshare_copies_any_page(void)
{
	return true;
}

bool can_change_pte_writable(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return !pte_special(pte) && PageAnon(pte_page(pte)) && PageAnonExclusive(pte_page(pte));
}
