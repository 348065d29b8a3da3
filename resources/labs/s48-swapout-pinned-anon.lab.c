/* Reclaim finds a page not pinned, and it is pinned before reclaim takes its entry away.
 *
 * The page gets a place in the swap cache and loses its entry; the reference of the pin keeps it
 * there.  The owner reads: the fault finds the page in the swap cache and maps it read-only.  The
 * owner writes: whoever counts references copies, and the pin is left behind.
 *
 * feb889fb40fa (v5.11) asks before, but only once; <20220329160440.193848-1-david@redhat.com>: the
 * mark of v5.19 closes the rest
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(kswapd) {
	shrink_inactive_list(1, LRU_INACTIVE_ANON);
}

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);

	user_read(&init_mm, BUFFER);
	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
ALWAYS(exclusive_pins, oracle_pins_exclusive());
