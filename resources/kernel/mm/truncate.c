/* Taking pages out of a file, after 4.18's mm/truncate.c: truncation, which asks nobody, and
 * invalidation, which gives up where a page is in use.  4.18's invalidation releases the buffers
 * before it finds out that somebody holds the page. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* zap_pte_range() as truncation of pages and invalidation want it: what a private mapping has copied
 * for itself is no page of the file, and stays. */
static void zap_file_page(struct mm_struct *mm, unsigned long address)
{
	struct page *page = NULL;
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte) && !pte_special(pte) && !PageAnon(pte_page(pte))) {
		page = pte_page(pte);
		pte = ptep_get_and_clear(mm, address);
		if (pte_dirty(pte))
			set_page_dirty(page);
		page_remove_rmap(page);
	}
	spin_unlock(&mm->page_table_lock);

	if (page) {
		lru_add_drain();
		release_page(page);
	}
	mmu_notifier_invalidate_range_end(mm, address);
}

/* In every address space, the one entry that can map this index.  even_cows: and private copies. */
void unmap_mapping_page(struct address_space *mapping, pgoff_t offset, bool even_cows)
{
	int i;

	for (i = 0; i < NR_MMS; i++) {
		if (READ_ONCE(mms[i].vm_file[offset]) != mapping)
			continue;
		if (even_cows)
			zap_page(&mms[i], offset);
		else
			zap_file_page(&mms[i], offset);
	}
}

/* The page is locked.  Whatever is dirty of it is thrown away; who still holds it keeps an orphan. */
int truncate_inode_page(struct address_space *mapping, struct page *page)
{
	if (page->mapping != mapping)
		return -EAGAIN;
	if (page_mapped(page))
		unmap_mapping_page(mapping, page->index, false);
	if (page_has_private(page)) {
		clear_bit(BH_Dirty, &page->private);	/* discard_buffer() */
		try_to_release_page(page);
	}
	cancel_dirty_page(page);
	ghost truncated[page_to_pfn(page)] = 1;
	delete_from_page_cache(page);
	return 0;
}

static void truncate_one(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = find_lock_page(mapping, offset);

	if (!page)
		return;
	wait_on_page_writeback(page);
	truncate_inode_page(mapping, page);
	unlock_page(page);
	release_page(page);
}

/* truncate(2): the size first, so that no fault brings a page back; then mappings, pages, blocks. */
void truncate_file(struct address_space *mapping, pgoff_t pages)
{
	pgoff_t offset;

	WRITE_ONCE(mapping->i_size, pages);
	for (offset = pages; offset < NR_PAGES; offset++)
		unmap_mapping_page(mapping, offset, true);
	for (offset = pages; offset < NR_PAGES; offset++)
		truncate_one(mapping, offset);
	for (offset = pages; offset < NR_PAGES; offset++)
		free_block(offset);
}

/* fallocate(FALLOC_FL_PUNCH_HOLE): a fault finds a page of zeroes afterwards. */
void punch_hole(struct address_space *mapping, pgoff_t offset)
{
	unmap_mapping_page(mapping, offset, false);
	truncate_one(mapping, offset);
	free_block(offset);
}

/* Axis W: does invalidation leave a page alone before it has touched it? */
__weak bool invalidate_spares_page(struct page *page)
{
	return false;
}

/* The page is locked and the caller holds a reference.  1: it is out of the cache. */
int invalidate_inode_page(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	if (!mapping)
		return 0;
	if (PageDirty(page) || PageWriteback(page))
		return 0;
	if (page_mapped(page))
		return 0;
	if (invalidate_spares_page(page))
		return 0;
	if (page_has_private(page) && !try_to_release_page(page))
		return 0;
	return remove_mapping(mapping, page);
}

/* /proc/sys/vm/drop_caches and fadvise(DONTNEED). */
void invalidate_mapping_pages(struct address_space *mapping)
{
	struct page *page;
	pgoff_t index;

	for (index = 0; index < NR_PAGES; index++) {
		if (!READ_ONCE(mapping->slots[index]))
			continue;
		page = find_get_page(mapping, index);
		if (!page)
			continue;
		if (trylock_page(page)) {
			invalidate_inode_page(page);
			unlock_page(page);
		}
		release_page(page);
	}
}

/* Unlike remove_mapping() it does not look at the reference count: who holds the page keeps one
 * that the file does not have any more. */
static bool invalidate_complete_page2(struct address_space *mapping, struct page *page)
{
	unsigned long flags;

	if (page->mapping != mapping)
		return false;
	if (page_has_private(page) && !try_to_release_page(page))
		return false;
	spin_lock_irqsave(&mapping->i_pages, flags);
	if (PageDirty(page)) {
		spin_unlock_irqrestore(&mapping->i_pages, flags);
		return false;
	}
	__delete_from_page_cache(page, mapping);
	spin_unlock_irqrestore(&mapping->i_pages, flags);
	ghost ref_moved(page, REF_PAGE_CACHE, REF_TASK, 1);
	put_page(page);
	return true;
}

/* A direct write wants the cached copy of its range gone.  -EBUSY: it could not be. */
int invalidate_inode_pages2(struct address_space *mapping, pgoff_t offset)
{
	struct page *page = find_lock_page(mapping, offset);
	int ret = 0;

	if (!page)
		return 0;
	wait_on_page_writeback(page);
	if (page_mapped(page))
		unmap_mapping_page(mapping, offset, false);
	if (!invalidate_complete_page2(mapping, page))
		ret = -EBUSY;
	unlock_page(page);
	release_page(page);
	return ret;
}
