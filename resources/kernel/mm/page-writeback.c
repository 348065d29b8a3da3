/* Dirty pages, after 4.18's mm/page-writeback.c: who makes one dirty, who makes it clean, and the
 * writer that has to wait because there are too many.
 *
 * clear_page_dirty_for_io() write-protects and cleans every PTE first (page_mkclean), moves what
 * they knew into PG_dirty, and then clears PG_dirty: from there on the file system believes that
 * nobody writes to the page without telling it.  A device with a pin does. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* NR_FILE_DIRTY, by page: each counts once. */
bool counted_dirty[NR_PAGES];

void account_page_dirtied(struct page *page)
{
	if (DIRTY_LIMIT >= 0)
		WRITE_ONCE(counted_dirty[page_to_pfn(page)], true);
}

void account_page_cleaned(struct page *page)
{
	if (DIRTY_LIMIT >= 0)
		WRITE_ONCE(counted_dirty[page_to_pfn(page)], false);
}

static __pure int nr_file_dirty(void)
{
	int nr = 0;
	int i;

	for (i = 0; i < NR_PAGES; i++)
		nr += counted_dirty[i];
	return nr;
}

/* The writer's turn to wait.  The kernel sleeps in slices and looks again. */
void balance_dirty_pages(void)
{
	if (DIRTY_LIMIT >= 0)
		wait_event(nr_file_dirty() <= DIRTY_LIMIT);
}

/* The tree's dirty tag and the inode's dirty list are not modelled: PG_dirty of a page that is in
 * the cache stands for both. */
bool __set_page_dirty_nobuffers(struct page *page)
{
	if (TestSetPageDirty(page))
		return false;
	ghost {
		if (!fs_ready[page_to_pfn(page)])
			untold_dirty[page_to_pfn(page)] = 1;
		raise page_dirtied(page);
	}
	account_page_dirtied(page);
	return true;
}

int set_page_dirty(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	if (mapping) {
		if (PageReclaim(page))
			ClearPageReclaim(page);
		if (FILE_SYSTEM == FS_EXT4)
			return ext4_set_page_dirty(page, mapping);
		if (FILE_SYSTEM == FS_EXT4_JOURNAL)
			return ext4_journalled_set_page_dirty(page, mapping);
	}
	if (PageDirty(page))
		return 0;
	return !TestSetPageDirty(page);
}

/* For who has neither the page locked nor a PTE that keeps it in its file. */
int set_page_dirty_lock(struct page *page)
{
	int ret;

	lock_page(page);
	ret = set_page_dirty(page);
	unlock_page(page);
	return ret;
}

/* The contents are not wanted any more. */
void cancel_dirty_page(struct page *page)
{
	if (!PageDirty(page))
		return;
	if (TestClearPageDirty(page)) {
		ghost fs_ready[page_to_pfn(page)] = 0;
		account_page_cleaned(page);
	}
}

bool writeback_asks_pinned(struct page *page)
{
	bool pinned = page_maybe_dma_pinned(page);

	ghost writeback_told[page_to_pfn(page)] = pinned ? TOLD_PINNED : TOLD_FREE;
	return pinned;
}

/* Axis W: the PTEs are clean and write-protected, the page is dirty and locked. */
__weak int writeback_of_page(struct page *page, int sync_mode)
{
	return WRITE_PAGE;
}

__weak __pure bool writeback_takes_snapshots(void)
{
	return false;
}

/* The page is locked and not under writeback.  Says how to write it. */
int clear_page_dirty_for_io(struct page *page, int sync_mode)
{
	int how = WRITE_PAGE;

	if (page_mapping(page) && mapping_cap_account_dirty) {
		if (page_mkclean(page, sync_mode))
			set_page_dirty(page);
		how = writeback_of_page(page, sync_mode);
		if (how == WRITE_NOTHING)
			return WRITE_NOTHING;
		if (how == WRITE_COPY) {
			account_page_cleaned(page);	/* what waits for the disk is the copy */
			return WRITE_COPY;
		}
	}
	if (!TestClearPageDirty(page))
		return WRITE_NOTHING;
	ghost fs_ready[page_to_pfn(page)] = 0;
	account_page_cleaned(page);
	return WRITE_PAGE;
}

void wait_on_page_writeback(struct page *page)
{
	wait_event(!PageWriteback(page));
}

/* A disk that checks sums wants the page left alone while it reads it. */
void wait_for_stable_page(struct page *page)
{
	wait_on_page_writeback(page);
}

/* Reclaim's wish that the page go to the cold end of its list is dropped, not followed. */
void end_page_writeback(struct page *page)
{
	if (PageReclaim(page))
		ClearPageReclaim(page);
	BUG_ON(!TestClearPageWriteback(page));
}

/* mapping->a_ops->writepage: unlocks the page. */
int writepage(struct page *page, int how)
{
	return ext4_writepage(page, how);
}

static void write_cache_page(struct address_space *mapping, struct page *page, int sync_mode)
{
	int how;

	lock_page(page);
	if (page->mapping != mapping || !PageDirty(page))
		goto unlock;		/* truncated, or somebody else has written it */
	if (PageWriteback(page)) {
		if (sync_mode == WB_SYNC_NONE)
			goto unlock;
		wait_on_page_writeback(page);
	}
	how = clear_page_dirty_for_io(page, sync_mode);
	if (how == WRITE_NOTHING)
		goto unlock;
	writepage(page, how);
	return;
unlock:
	unlock_page(page);
}

/* Every dirty page of the file, in the order of their indices. */
void write_cache_pages(struct address_space *mapping, int sync_mode)
{
	struct page *page;
	pgoff_t index;

	for (index = 0; index < NR_PAGES; index++) {
		page = READ_ONCE(mapping->slots[index]);
		if (!page || !PageDirty(page))
			continue;
		page = find_get_page(mapping, index);
		if (!page)
			continue;
		write_cache_page(mapping, page, sync_mode);
		release_page(page);	/* the batch's reference, which no hook in put_page() sees */
	}
}
