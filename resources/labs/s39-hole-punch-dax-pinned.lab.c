/* A hole is punched under a page that is the block.
 *
 * With fs-DAX the device's DMA goes straight to the storage.  A block that is given back while it runs
 * may belong to another file when the next byte arrives.  So the page is unmapped, and the punch waits
 * until nobody has a reference any more; it needs no record of pins, any reference will do.  (A pin
 * that never ends would be waited for as long: long-term pins of fs-DAX are refused, 2bb6d2837083.)
 *
 * Commit 5fac7408d828
 */
#include <lab.h>

NEEDS(pins);
OVERRIDE(FILE_SYSTEM, FS_DAX);
OVERRIDE(DEVICE_PAGES, 1);

PAGE(p, .kind = PAGE_DEVICE, .mapped = 1);

BOOT {
	gup_pin(p);
}

TASK(punch_hole) {
	dax_punch_hole(&file_mapping, page_to_pfn(p));
	dax_allocate_block(page_to_pfn(p), 2);
}

TASK(driver) {
	device_write(p);
	gup_unpin(p);
}

TASK(late_driver) {
	struct page *page = gup_pin_fast(p);

	if (!page)
		return;		/* the hole was faster */
	device_write(page);
	gup_unpin(page);
}

AT(block_still_ours, device_wrote(page), block_owner[page_to_pfn(page)] == 1);

LANE(block_owner, page, block_owner[page_to_pfn(page)]);
