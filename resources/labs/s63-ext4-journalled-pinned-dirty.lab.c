/* data=journal: a page dirtied through a pin waits for a transaction.
 *
 * The transaction of the fault has committed: entries write-protected, page and buffers clean.  The
 * driver dirties the page; it may not touch a buffer, the lock order of the journal forbids it, so the
 * page is marked, and writeback attaches it to a transaction first.  Without the mark writeback finds
 * clean buffers and writes nothing.  4.18 marks every page; 6.12 marks pinned ones, and so relies on a
 * record that never misses a pin.
 *
 * fs/ext4/inode.c of 6.12, ext4_journalled_dirty_folio()
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, "page-flag-2018-06+wb-journal-asks", "lru-overlay-2018-07+wb-journal-asks",
	"lru-overlay-2018-11+wb-journal-asks", "own-field+wb-journal-asks", "refcount-bias+wb-journal-asks",
	"bias-minus-mapcount+wb-journal-asks", "mapcount-2019-01+wb-journal-asks");
OVERRIDE(FILE_SYSTEM, FS_EXT4_JOURNAL);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

BOOT {
	gup_pin(p);
	force_clean(p);
}

TASK(driver) {
	device_write(p);
	set_page_dirty_lock(p);
	gup_unpin(p);
}

TASK(flusher) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

/* Another process of the same kind comes and goes. */
TASK(bystander) {
	get_page(p);
	put_page(p);
}

QUIESCE { filemap_fsync(&file_mapping); }

ALWAYS(dirty_has_buffers, oracle_dirty_has_buffers(p)) WHEN(page_lock_free(p));
FINALLY(no_lost_write, oracle_no_lost_write(p));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
