/* The page cache, after 4.18's mm/filemap.c: lookup by a speculative reference and a second look
 * at the slot; a page comes in by a fault, which reads the disk, and goes out under the tree's
 * lock.  A lookup's reference does not come through get_page(), but its owner drops it with
 * put_page(). */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <linux/swap.h>
#include <lab/ghost.h>

struct address_space file_mapping;

BOOT {
	file_mapping.i_size = NR_PAGES;
}

bool page_cache_get_speculative(struct page *page)
{
	return get_page_unless_zero(page);
}

struct page *find_get_page(struct address_space *mapping, pgoff_t offset)
{
	struct page *page;

repeat:
	page = READ_ONCE(mapping->slots[offset]);
	if (!page)
		return NULL;
	if (!page_cache_get_speculative(page))
		goto repeat;
	if (page != READ_ONCE(mapping->slots[offset])) {
		put_page(page);
		goto repeat;
	}
	return page;
}

/* Locked, and still where it was found. */
struct page *find_lock_page(struct address_space *mapping, pgoff_t offset)
{
	struct page *page;

repeat:
	page = find_get_page(mapping, offset);
	if (!page)
		return NULL;
	lock_page(page);
	if (page->mapping != mapping) {
		unlock_page(page);
		put_page(page);
		goto repeat;
	}
	return page;
}

/* The page arrives locked; its way to the LRU is a pagevec.  -EAGAIN: somebody else was faster. */
int add_to_page_cache_lru(struct page *page, struct address_space *mapping, pgoff_t offset)
{
	unsigned long flags;

	lock_page(page);
	get_page(page);
	page->mapping = mapping;
	page->index = offset;
	spin_lock_irqsave(&mapping->i_pages, flags);
	if (READ_ONCE(mapping->slots[offset])) {
		spin_unlock_irqrestore(&mapping->i_pages, flags);
		page->mapping = NULL;
		unlock_page(page);
		put_page(page);
		return -EAGAIN;
	}
	WRITE_ONCE(mapping->slots[offset], page);
	ghost ref_moved(page, REF_TASK, REF_PAGE_CACHE, 1);
	spin_unlock_irqrestore(&mapping->i_pages, flags);
	lru_cache_add(page);
	return 0;
}

/* A page of the disk's contents comes into the cache, locked, or the one that somebody else was
 * faster with; NULL when memory is short, or that one is gone again. */
static struct page *page_cache_read(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return NULL;
	if (add_to_page_cache_lru(page, mapping, offset)) {
		put_page(page);
		return find_lock_page(mapping, offset);
	}
	read_from_disk(page, offset);
	set_bit(PG_uptodate, &page->flags);
	return page;
}

/* The page of the file at this index, locked and with a reference; NULL beyond the file's end,
 * or when memory is short. */
struct page *filemap_fault(struct address_space *mapping, pgoff_t offset)
{
	struct page *page;

	if (FILE_SYSTEM == FS_DAX)
		return dax_fault(mapping, offset);
	if (offset >= READ_ONCE(mapping->i_size))
		return NULL;
	page = find_lock_page(mapping, offset);
	if (!page)
		page = page_cache_read(mapping, offset);
	if (!page)
		return NULL;
	if (offset >= READ_ONCE(mapping->i_size)) {	/* truncated before it was locked */
		unlock_page(page);
		put_page(page);
		return NULL;
	}
	return page;
}

/* write(2) of one word: the file system is told (buffers, reservation), the copy is made under the
 * page lock, and the page is dirty.  -EFAULT: no memory. */
int generic_perform_write(struct address_space *mapping, pgoff_t offset, unsigned int value)
{
	struct page *page = find_lock_page(mapping, offset);

	if (!page)
		page = page_cache_read(mapping, offset);
	if (!page)
		return -EFAULT;
	page_mkwrite(&init_mm, offset, page);
	WRITE_ONCE(page_contents[page_to_pfn(page)], value);
	set_page_dirty(page);
	unlock_page(page);
	put_page(page);
	balance_dirty_pages();
	return 0;
}

/* read(2): the page is found, or read from the disk; no lock is needed to copy from it. */
unsigned int generic_file_read(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = find_get_page(mapping, offset);
	unsigned int value;

	if (!page) {
		page = page_cache_read(mapping, offset);
		if (!page)
			return 0;
		unlock_page(page);
	} else if (!test_bit(PG_uptodate, &page->flags)) {
		lock_page(page);		/* who brought it in reads it from the disk */
		unlock_page(page);
	}
	value = READ_ONCE(page_contents[page_to_pfn(page)]);
	put_page(page);
	return value;
}

/* Under the tree's lock.  Who looked the page up before may still hold it. */
void __delete_from_page_cache(struct page *page, struct address_space *mapping)
{
	WRITE_ONCE(mapping->slots[page->index], NULL);
	page->mapping = NULL;
	ghost raise page_left_cache(page);
}

/* The caller has the page locked and unmapped. */
void delete_from_page_cache(struct page *page)
{
	struct address_space *mapping = page->mapping;
	unsigned long flags;

	spin_lock_irqsave(&mapping->i_pages, flags);
	__delete_from_page_cache(page, mapping);
	spin_unlock_irqrestore(&mapping->i_pages, flags);
	ghost ref_moved(page, REF_PAGE_CACHE, REF_TASK, 1);
	put_page(page);
}

/* Asks the file system to take its buffers off a locked page.  (ext4 asks the journal first;
 * that a transaction still needs them shows as BH_JBDDirty.) */
bool try_to_release_page(struct page *page)
{
	if (PageWriteback(page))
		return false;
	return try_to_free_buffers(page);
}

int filemap_fdatawrite(struct address_space *mapping, int sync_mode)
{
	write_cache_pages(mapping, sync_mode);
	return 0;
}

/* For pages that somebody else is writing; one that has left the cache is its writer's. */
int filemap_fdatawait(struct address_space *mapping)
{
	struct page *page;
	pgoff_t index;

	for (index = 0; index < NR_PAGES; index++) {
		page = READ_ONCE(mapping->slots[index]);
		if (page && PageWriteback(page))
			wait_on_page_writeback(page);
	}
	return 0;
}

/* fsync(2): writes and waits.  What was dirty when it began is on the disk when it returns. */
int filemap_fsync(struct address_space *mapping)
{
	filemap_fdatawrite(mapping, WB_SYNC_ALL);
	return filemap_fdatawait(mapping);
}
