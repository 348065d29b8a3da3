/* The contents change while the page is being written.
 *
 * A disk with checksums wants a page left alone from the checksum to the end of the transfer.
 * page_mkclean() and wait_for_stable_page() stop CPUs, not a device that has a pin.  This is cleaning
 * writeback, which may leave a page out; s29b is fsync.
 *
 * Jan Kara, <20230209121046.25360-1-jack@suse.cz>; LWN 753027
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(flusher) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

TASK(device) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

ALWAYS(stable, oracle_stable(p));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
