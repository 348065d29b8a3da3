/* The process unlocks memory that a device has pinned.
 *
 * mlock() and pins are two things: one keeps a page from being swapped out, the other from
 * being moved or freed.  A mark that they share is cleared by whoever is first: munlock()
 * knows nothing of pins.
 *
 * Christopher Lameter's own commit of 2011, bc3e53f682d9, counts the two apart; derived
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(driver) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(process) {
	mlock_page(&init_mm, page_to_pfn(p));
	munlock_page(&init_mm, page_to_pfn(p));
}

ALWAYS(pin_seen, oracle_pin_seen(p));
