/* After a fork, one of the two has the page mapped, the other only a swap entry for it.
 *
 * The page was swapped out, and the parent has touched it again: one entry maps it, and the swap
 * cache holds it for the child.  The parent writes.  One mapping is not the whole truth: the slot in
 * swap counts too, or the child, coming back, finds the parent's new data in the swap cache.
 *
 * Selftest cow.c, case 1 with a swapped-out base page; the check after the swap cache was to be
 * left is that of do_wp_page(), v5.18 and later
 */
#include <lab.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .shared = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

BOOT {
	add_to_swap(p);
	swap_duplicate(BUFFER);
	lock_page(p);
	swap_writepage(p);
	child_mm.pte[BUFFER] = mk_swap_pte(BUFFER);
	page_remove_rmap(p);
	put_page(p);
}

TASK(parent) {
	user_write(&init_mm, BUFFER, 1);
	user_read(&init_mm, BUFFER);
}

TASK(child) {
	user_read(&child_mm, BUFFER);
	user_write(&child_mm, BUFFER, 2);
}

ALWAYS(cow_isolation, oracle_cow_isolated());
FINALLY(own_words_kept, page_contents[init_mm.pte[BUFFER] >> PAGE_SHIFT] == 1 &&
			page_contents[child_mm.pte[BUFFER] >> PAGE_SHIFT] == 2);
