/* A file on memory that is its own disk: the page is the block.  After 4.18's fs/dax.c and ext4's way
 * to break a layout (commit 5fac7408d828): before a block goes back, its page is unmapped, and whoever
 * still has a reference to it is waited for.  An idle page of a device has one reference.
 *
 * The page lock stands for i_mmap_sem, which keeps faults away from a hole in the making. */
#include <linux/mm.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/memremap.h>
#include <linux/rmap.h>
#include <lab/ghost.h>

/* Which inode a block belongs to; the lab's file is 1, free is 0. */
int block_owner[NR_PAGES];

BOOT {
	int block;

	if (FILE_SYSTEM == FS_DAX)
		for (block = 0; block < NR_PAGES; block++)
			block_owner[block] = 1;
}

/* The page behind this index, locked and with a reference; NULL where the file has a hole. */
struct page *dax_fault(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = pfn_to_page(offset);

	lock_page(page);
	if (READ_ONCE(block_owner[offset]) != 1) {
		unlock_page(page);
		return NULL;
	}
	get_page(page);
	return page;
}

/* Unmapped first: no new reference can come through a page table. */
static bool dax_page_busy(struct address_space *mapping, struct page *page)
{
	unmap_mapping_page(mapping, page->index, false);
	return page_ref_count(page) != 1;
}

/* fallocate(FALLOC_FL_PUNCH_HOLE) of one block. */
void dax_punch_hole(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = pfn_to_page(offset);

	lock_page(page);
	while (dax_page_busy(mapping, page)) {
		unlock_page(page);
		/* Entries hold references here, in the kernel's DAX they do not. */
		wait_event(page_ref_count(page) <= 1 + page_mapcount(page));
		lock_page(page);
	}
	WRITE_ONCE(block_owner[offset], 0);
	unlock_page(page);
}

/* Another file takes the block if it is free. */
bool dax_allocate_block(pgoff_t block, int inode)
{
	return cmpxchg(&block_owner[block], 0, inode) == 0;
}
