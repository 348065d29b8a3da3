/* Truncation while a device writes.
 *
 * The file gives the page up, the device keeps it: an orphan.  What it writes is lost, which its owner
 * has asked for; but nothing of it may reach a block that may belong to somebody else by now, dirtying
 * the orphan may not bring it back to the file, and the last release frees it.
 *
 * Jan Kara, <20180103100430.GE4911@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

BOOT {
	gup_pin(p);
}

TASK(truncate) {
	truncate_file(&file_mapping, 0);
}

TASK(driver) {
	device_write(p);
	set_page_dirty_lock(p);
	gup_unpin(p);
}

TASK(flusher) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

AT(orphan_not_written, disk_written(page, block), oracle_truncate_isolated(page, block));
AT(not_freed_while_pinned, page_freed(page), oracle_not_pinned(page));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
