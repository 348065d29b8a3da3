/* Reclaim meets a page of a locked VMA, pinned or not, and rescues it.
 *
 * mlock() could not lock the page when it came by, so the page is still on an inactive
 * list, without a mark.  Reclaim finds the locked VMA when it wants to unmap the page:
 * it marks the page and puts it on the unevictable list.  Nothing that a pin does may
 * get in the way, and the page stays mapped.
 *
 * Derived from try_to_unmap_one() and putback_lru_page() of 4.18; the other half of the
 * scenario is s16
 */
#include <lab.h>

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .readonly = 1);

BOOT {
	init_mm.vm_flags[page_to_pfn(p)] |= VM_LOCKED;
}

TASK(kswapd, .cpu = 0) {
	shrink_inactive_list(1, LRU_INACTIVE_FILE);
}

TASK(pinner, .cpu = 1) {
	struct page *page = pin_user_page(&init_mm, page_to_pfn(p), 0);

	device_write(page);
	gup_unpin(page);
}

QUIESCE { lru_add_drain_all(); }

ALWAYS(mlocked_stays, oracle_mlocked_stays(p));
FINALLY(on_the_right_side, oracle_on_right_side(p));
