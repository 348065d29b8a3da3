/* The pin comes while flusher and reclaim are at the page.
 *
 * s27 from its true start: the page is dirty and mapped for writing; flusher, then kswapd go over it,
 * and a driver pins, writes and dirties at any time.  A policy that asks before it unmaps, or before
 * it write-protects, has not asked about a pin that comes right after; a policy that asks when the
 * entries are gone has.
 *
 * Jan Kara on the order, 2 July 2018, <20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>; d824ec2a1546
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(writeback_and_reclaim) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
	shrink_inactive_list(1, LRU_INACTIVE_FILE);
}

TASK(driver) {
	struct page *page = gup_pin_fast(p);

	if (!page)
		return;		/* reclaimed, and no memory to read it back */
	device_write(page);
	set_page_dirty_lock(page);
	gup_unpin(page);
}

ALWAYS(dirty_has_buffers, oracle_dirty_has_buffers(p)) WHEN(page_lock_free(p));
