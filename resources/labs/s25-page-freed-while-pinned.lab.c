/* The page is freed under the device.
 *
 * References that were dropped once too often meet the last munmap.  For a page of order 0
 * nobody looks at pins when it is freed, in no kernel: the allocator hands it out again,
 * and the device writes into somebody else's memory.  The lab's own program is wrong on
 * purpose; what differs between strategies is how many surplus puts it takes.
 *
 * Derived; the checks at free exist for large folios only (6.12, mm/page_alloc.c)
 */
#include <lab.h>

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

/* What one pin, with its record, holds. */
int pin_holds;

BOOT {
	pin_holds = page_ref_count(p);
	gup_pin(p);		/* the device's, which never ends */
	pin_holds = page_ref_count(p) - pin_holds;
}

TASK(error_path) {
	bool last;

	put_page(p);
	if (pin_holds > 1) {
		/* The rest of them, one after the other. */
		last = page_ref_sub_and_test(p, pin_holds - 1);
		ghost ref_dropped(p, REF_TASK, pin_holds - 1);
		if (last)
			__put_page(p);
	}
}

TASK(process) {
	munmap_page(p);
}

TASK(device) {
	device_write(p);
}

AT(nothing_freed_while_held, page_freed(page), page != p || oracle_not_pinned(page));
AT(dma_to_live_page, device_wrote(page), page != p || dma_hits_pinned_life(page));
