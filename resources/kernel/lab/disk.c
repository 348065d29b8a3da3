/* The disk under the file: block i holds what index i of the file holds.  A write takes a
 * checksum of the page, then reads it once more to send it; both see what is in memory at that
 * moment.  The task that submits a write carries it out, so that it has ended when the call
 * returns: a disk that is fast. */
#include <lab.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>

unsigned int disk[NR_PAGES];

/* Straight from the page's memory. */
void write_to_disk(struct page *page, unsigned long block)
{
	unsigned int sum, sent;

	sum = READ_ONCE(page_contents[page_to_pfn(page)]);
	ghost {
		io_sum[page_to_pfn(page)] = sum;
		io_running[page_to_pfn(page)] = 1;
	}
	sent = READ_ONCE(page_contents[page_to_pfn(page)]);
	WRITE_ONCE(disk[block], sent);
	ghost {
		io_running[page_to_pfn(page)] = 0;
		raise disk_written(page, block);
	}
}

/* From a bounce page: copied once, then nobody else can reach it. */
void write_copy_to_disk(struct page *page, unsigned long block)
{
	unsigned int copy = READ_ONCE(page_contents[page_to_pfn(page)]);

	ghost bounce_copies[page_to_pfn(page)] = 1;
	WRITE_ONCE(disk[block], copy);
	ghost raise disk_written(page, block);
}

void read_from_disk(struct page *page, unsigned long block)
{
	unsigned int got = READ_ONCE(disk[block]);

	WRITE_ONCE(page_contents[page_to_pfn(page)], got);
}

/* The file gives a block back; read as a hole it is zero, and another file may get it. */
void free_block(unsigned long block)
{
	WRITE_ONCE(disk[block], 0);
	ghost block_freed[block] = 1;
}

/* What most drivers call when their device has written. */
void unpin_user_page_dirty_lock(struct page *page)
{
	if (!PageDirty(page))
		set_page_dirty_lock(page);
	gup_unpin(page);
}

/* What PAGE() says of a page of the file: clean means that the disk has the same. */
void setup_file(struct page *page, struct page_setup *setup)
{
	bool told = setup->dirty || (setup->mapped && !setup->readonly && !setup->private_mapping);

	if (setup->buffers)
		page->private = 1 << BH_Uptodate | 1 << BH_Mapped | (setup->dirty ? 1 << BH_Dirty : 0);
	if (setup->dirty)
		account_page_dirtied(page);
	else
		disk[page->index] = page_contents[page_to_pfn(page)];
	if (setup->dirty && setup->mapped && !setup->readonly)
		init_mm.pte[page->index] |= _PAGE_DIRTY;
	ghost fs_ready[page_to_pfn(page)] = told;
}

/* For labs that start when the flusher has just finished with a page, whoever holds it. */
void force_clean(struct page *page)
{
	ClearPageDirty(page);
	clear_bit(BH_Dirty, &page->private);
	if (pte_present(init_mm.pte[page->index]))
		init_mm.pte[page->index] &= ~(_PAGE_RW | _PAGE_DIRTY);
	disk[page->index] = page_contents[page_to_pfn(page)];
	account_page_cleaned(page);
	ghost fs_ready[page_to_pfn(page)] = 0;
}
