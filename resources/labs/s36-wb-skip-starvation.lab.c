/* Pinned pages fill the dirty limit, and a writer waits for ever.
 *
 * Dirty pages are limited; who dirties one more waits until the flusher has cleaned enough.  A page
 * that writeback leaves out for as long as it is pinned, and that is pinned for long, never leaves
 * the count.  Here the limit is taken by one such page, and its owner waits for the writer.
 *
 * Leon Romanovsky's question, <20180702055251.GV3014@mtr-leonro.mtl.com>; Michal Hocko,
 * <20180702103601.GG19043@dhcp22.suse.cz>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);
OVERRIDE(DIRTY_LIMIT, 0);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);
PAGE(q, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .buffers = 1);

struct page *region;
int writer_done;

BOOT {
	region = pin_user_page(&init_mm, page_to_pfn(p), FOLL_WRITE | FOLL_LONGTERM);
}

TASK(writer) {
	set_page_dirty_lock(q);
	balance_dirty_pages();
	writer_done = 1;
}

DAEMON(flusher) {
	for (;;)
		filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

DAEMON(owner) {
	wait_event(writer_done);
	if (region)
		gup_unpin(region);
}

CAN_STILL(writer_goes_on, writer_done);
COST(extra_copies, bounce_copies[page_to_pfn(p)] > 0);
