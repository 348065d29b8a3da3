/* The skip of July 2018 skips the write-protection, not the write.
 *
 * page_mkclean() meets a pinned page and says that no entry was dirty; clear_page_dirty_for_io() goes
 * on, clears PG_dirty and has the page written.  Its entries are still writable: the CPU in another
 * process, which maps the page too, stores without a fault while the disk reads, and nobody tells the
 * file system.
 *
 * Derived from patch 6/6, <20180702005654.20369-7-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(skip_in_mkclean);
COMPARE(writeback);
OVERRIDE(NR_MMS, 2);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

BOOT {
	child_mm.vm_flags[page_to_pfn(p)] = VM_READ | VM_WRITE | VM_SHARED;
	child_mm.vm_file[page_to_pfn(p)] = &file_mapping;
	child_mm.pte[page_to_pfn(p)] = init_mm.pte[page_to_pfn(p)];
	atomic_inc(&p->_mapcount);
	page_ref_inc(p);
	ghost ref_taken(p, REF_PTE, 1);
	gup_pin(p);
}

TASK(flusher) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

TASK(cpu_writer) {
	user_write(&child_mm, page_to_pfn(p), 7);
}

ALWAYS(stable, oracle_stable(p));
ALWAYS(clean_is_protected, oracle_clean_is_protected(p)) WHEN(page_lock_free(p));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
