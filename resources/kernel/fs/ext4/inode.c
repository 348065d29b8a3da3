/* ext4's side of a page: told before the first write through a mapping (page_mkwrite), asked to
 * write it (writepage).  After 4.18's fs/ext4/inode.c; blocks are mapped from the start, and the
 * journal is seen only as far as data=journal needs it. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <lab/ghost.h>

/* The page is locked, and mapped read-only or about to be mapped.  Reserves the block, attaches
 * buffers, starts a transaction; and a page under writeback has to be left alone. */
int page_mkwrite(struct mm_struct *mm, unsigned long address, struct page *page)
{
	if (!READ_ONCE(page->mapping))
		return -EAGAIN;			/* truncated: fault again */
	if (!mapping_cap_account_dirty)
		return 0;
	if (!page_has_buffers(page))
		create_empty_buffers(page);
	wait_for_stable_page(page);
	ghost fs_ready[page_to_pfn(page)] = 1;
	return 0;			/* the fault dirties it, when the entry is set */
}

bool ext4_set_page_dirty(struct page *page, struct address_space *mapping)
{
	WARN_ON_ONCE(!page_has_buffers(page));
	return __set_page_dirty_buffers(page, mapping);
}

/* data=journal: no buffer may be touched outside a transaction.  PG_checked keeps it for later. */
__weak bool ext4_journalled_set_page_dirty(struct page *page, struct address_space *mapping)
{
	SetPageChecked(page);
	return __set_page_dirty_nobuffers(page);
}

/* Axis W: a dirty page whose buffers are gone.  Up to v5.17 page_buffers() has no answer. */
__weak void ext4_page_without_buffers(struct page *page)
{
	BUG();
}

/* Writes what is dirty of the buffer; a snapshot leaves page and buffer dirty. */
static void ext4_bio_write_page(struct page *page, int how)
{
	bool dirty = true;

	BUG_ON(TestSetPageWriteback(page));
	if (how == WRITE_PAGE)
		dirty = test_and_clear_bit(BH_Dirty, &page->private);
	unlock_page(page);
	if (dirty && how == WRITE_COPY)
		write_copy_to_disk(page, page->index);
	else if (dirty)
		write_to_disk(page, page->index);
	end_page_writeback(page);
}

/* The page is locked and, but for a snapshot, clean since a moment ago.  Unlocks it. */
int ext4_writepage(struct page *page, int how)
{
	if (!page_has_buffers(page)) {
		ext4_page_without_buffers(page);
		unlock_page(page);
		return 0;
	}
	/* data=journal: into the transaction first, whose commit and checkpoint follow at once here. */
	if (FILE_SYSTEM == FS_EXT4_JOURNAL && PageChecked(page)) {
		ClearPageChecked(page);
		set_bit(BH_Dirty, &page->private);
	}
	ext4_bio_write_page(page, how);
	return 0;
}
