/* Memory pressure swaps a plain anonymous page and leaves a pinned one, inactive.
 *
 * Seen on Linux 6.1.192, scenario memory-pressure-memcg: row S5 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(plain, .kind = PAGE_ANON, .mapped = 1);
PAGE(pinned, .kind = PAGE_ANON, .mapped = 1);

#define at(page)	page_to_pfn(page)
#define entry(page)	(init_mm.pte[at(page)])

TASK(process) {
	struct page *page = pin_user_page(&init_mm, at(pinned), FOLL_WRITE);

	shrink_inactive_list(2, LRU_INACTIVE_ANON);
	shrink_inactive_list(2, LRU_INACTIVE_ANON);
	shrink_inactive_list(2, LRU_INACTIVE_ANON);
	BUG_ON(!page);
}

FINALLY(s5_a_plain_page_is_swapped, is_swap_pte(entry(plain)) && page_is_free[at(plain)]);
FINALLY(s5_a_pinned_page_stays, pte_present(entry(pinned)) && pinned->_refcount.counter == 1025);
FINALLY(s5_it_stays_inactive, lru_state(pinned) == inactive_anon);
