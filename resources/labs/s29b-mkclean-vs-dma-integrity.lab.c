/* The contents change while fsync writes the page.
 *
 * s29 for data integrity: the page may not be left out.  Whoever writes it while a device may write
 * to it gives the disk a checksum of one thing and the contents of another.
 *
 * Jan Kara, <20230209121046.25360-1-jack@suse.cz>, and 28 June 2018,
 * <20180628091743.khhta7nafuwstd3m@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(fsync) {
	filemap_fsync(&file_mapping);
}

TASK(device) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

ALWAYS(stable, oracle_stable(p));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
