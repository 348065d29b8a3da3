/* A page that was only referenced is released as if it had been pinned.
 *
 * The driver was converted on one side only: it takes a plain reference and calls
 * the release of a pin.  November's put_user_page() tests no flag and takes one
 * from a live list pointer; the counting strategies go below zero.  The lab's own
 * program is wrong on purpose.
 *
 * Documentation/core-api/pin_user_pages.rst; the checks of CONFIG_DEBUG_VM in mm/gup.c
 */
#include <lab.h>

NEEDS(separate_unpin);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

TASK(driver) {
	get_page(p);
	device_write(p);
	put_user_page(p);
}

TASK(anyone) {
	if (get_page_unless_zero(p))
		put_page(p);
}

ALWAYS(count_in_range, p->_refcount.counter >= 0 && page_pin_count_peek(p) >= 0);
ALWAYS(live_link_untouched, lru_lists_intact()) WHEN(lru_lock_free());
