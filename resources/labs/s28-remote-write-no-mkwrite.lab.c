/* process_vm_writev() dirties a page after it has been cleaned.
 *
 * No device, no long pin: the pin's fault has told the file system (page_mkwrite), then the page is
 * written and stripped of its buffers, then the copy goes in and dirties it.  "Only RDMA is affected"
 * is wrong.
 *
 * Commit cc5095747edf names process_vm_writev(2) as a reliable trigger; syzbot
 * d59332e2db681cf18f03, thread <Yg0m6IjcNmfaSokM@google.com>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(process_vm_writev) {
	struct page *page = gup_pin(p);

	if (!page)
		return;
	device_write(page);		/* a CPU's copy: to the page it is the same */
	set_page_dirty_lock(page);
	gup_unpin(page);
}

TASK(flusher_and_reclaim) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
	shrink_inactive_list(1, LRU_INACTIVE_FILE);
}

ALWAYS(dirty_has_buffers, oracle_dirty_has_buffers(p)) WHEN(page_lock_free(p));
COST(dirtied_without_mkwrite, !oracle_mkwrite(p));
