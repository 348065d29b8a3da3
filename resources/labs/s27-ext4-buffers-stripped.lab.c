/* Reclaim takes the buffers off a page that a device writes to.
 *
 * The flusher has finished: the page is clean, its entry write-protected, its buffers clean; the
 * pin is older.  kswapd unmaps it, skips page-out (it is clean), releases the buffers, and finds the
 * extra reference only when the count will not freeze.  Then the driver dirties the page, and ext4
 * meets a dirty page without buffers: a BUG up to v5.17, a warning and lost data since v5.18.
 *
 * John Hubbard, cover letter of 1 July 2018, <20180702005654.20369-1-jhubbard@nvidia.com> (the BUG at
 * fs/ext4/inode.c:1899 on a 4.4 kernel); Jan Kara's diagram, <20180103100430.GE4911@quack2.suse.cz>;
 * commits cc5095747edf (v5.18) and d824ec2a1546 (v6.4).
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, "page-flag-2018-06+wb-refuse-unmap", "get-only+wb-keep-private-data",
	"page-flag-2018-06+wb-keep-private-data", "lru-overlay-2018-07+wb-keep-private-data",
	"lru-overlay-2018-11+wb-keep-private-data", "own-field+wb-keep-private-data", writeback, presets);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

BOOT {
	gup_pin(p);
	force_clean(p);
}

TASK(kswapd) {
	shrink_inactive_list(1, LRU_INACTIVE_FILE);
}

TASK(driver) {
	device_write(p);
	set_page_dirty_lock(p);
	gup_unpin(p);
}

DAEMON(flusher) {
	wait_event(PageDirty(p));
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

ALWAYS(dirty_has_buffers, oracle_dirty_has_buffers(p)) WHEN(page_lock_free(p));
