/* A page that is pinned before page_ext is there.
 *
 * Early in boot, or in memory that has just been added, the lookup finds no array.  The
 * pin succeeds all the same and leaves no trace; a counter that is there by the time of
 * the release goes below zero.
 *
 * Derived: lookup_page_ext() may return NULL, mm/page_ext.c
 */
#include <lab.h>
#include <linux/page_ext.h>

NEEDS(recogniser);
OVERRIDE(PAGE_EXT_LATE, 1);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(hotplug) {
	page_ext_init();
}

TASK(driver) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

ALWAYS(pin_seen, oracle_pin_seen(p));
FINALLY(nothing_left_on_record, oracle_no_pin_on_record(p));
