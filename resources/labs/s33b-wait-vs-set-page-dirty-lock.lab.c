/* fsync waits for a short pin, whose owner waits for the page lock.
 *
 * Every driver dirties a page before it releases it, with set_page_dirty_lock().  Writeback that waits
 * for the pin with the page lock held never sees it end.
 *
 * Jan Kara, 9 July 2018, <20180709160806.xjt2l2pbmyiutbyi@quack2.suse.cz>, who draws it with the journal
 * and ext4's direct I/O
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(fsync) {
	filemap_fsync(&file_mapping);
}

TASK(driver) {
	struct page *page = gup_pin(p);

	device_write(page);
	set_page_dirty_lock(page);
	gup_unpin(page);
}

NEVER(deadlock, false);
NEVER(blocked_at_end, false);
