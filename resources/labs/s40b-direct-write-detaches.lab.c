/* A direct write throws a pinned page out of the page cache.
 *
 * invalidate_inode_pages2() unmaps the page, releases its buffers and deletes it; it never looks at
 * the reference count.  Whoever opens the file afterwards gets another page than the device writes to.
 * What has been dirtied before is kept all the same: its buffers cannot be released.
 *
 * Derived from 6.12's invalidate_complete_folio2(), which has no reference check either
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, "refcount-bias+wb-evict-checks-count", presets);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

int dirtied;

BOOT {
	gup_pin(p);
	force_clean(p);
}

TASK(direct_write) {
	invalidate_inode_pages2(&file_mapping, page_to_pfn(p));
}

TASK(driver) {
	device_write(p);
	set_page_dirty_lock(p);
	dirtied = 1;
	gup_unpin(p);
}

ALWAYS(cache_coherent, oracle_cache_coherent(p)) WHEN(page_lock_free(p));
AT(dirtied_data_kept, page_left_cache(page), !dirtied || disk[page->index] == page_contents[page_to_pfn(page)]);
