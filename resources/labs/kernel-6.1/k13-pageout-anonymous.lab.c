/* MADV_PAGEOUT takes a plain anonymous page to swap and leaves a pinned one where it is.
 *
 * The pinned page is isolated all the same, and put back through a pagevec.  It goes when the pin is gone.
 *
 * Seen on Linux 6.1.192, scenario swapout-attempt-while-pinned: row S1 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(plain, .kind = PAGE_ANON, .mapped = 1);
PAGE(pinned, .kind = PAGE_ANON, .mapped = 1);

#define at(page)	page_to_pfn(page)
#define entry(page)	(init_mm.pte[at(page)])

ghost int plain_swapped, stays, refs, lru_and_referenced, in_swap_cache, swapped_afterwards;

TASK(process) {
	struct page *page = pin_user_page_fast(&init_mm, at(pinned), FOLL_WRITE);

	madvise_pageout(&init_mm, at(plain));
	ghost plain_swapped = is_swap_pte(entry(plain)) && page_is_free[at(plain)];
	madvise_pageout(&init_mm, at(pinned));
	ghost {
		stays = pte_present(entry(pinned)) && pte_page(entry(pinned)) == pinned;
		refs = pinned->_refcount.counter;
		lru_and_referenced = pinned->flags & (1 << PG_lru | 1 << PG_referenced);
		in_swap_cache = PageSwapCache(pinned);
	}
	gup_unpin(page);
	madvise_pageout(&init_mm, at(pinned));
	ghost swapped_afterwards = is_swap_pte(entry(pinned)) && page_is_free[at(pinned)];
}

FINALLY(s1_a_plain_page_is_swapped, plain_swapped);
FINALLY(s1_a_pinned_page_stays, stays && !in_swap_cache);
FINALLY(s1_put_back_through_a_pagevec, refs == 1026 && lru_and_referenced == 0);
FINALLY(s1_swapped_after_the_unpin, swapped_afterwards);
