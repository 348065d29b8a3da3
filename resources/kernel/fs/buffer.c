/* Buffers: attached before a page may become dirty, taken off when nobody needs them, after
 * 4.18's fs/buffer.c.  private_lock keeps "dirty" and "has no buffers any more" apart. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <lab/ghost.h>

void create_empty_buffers(struct page *page)
{
	get_page(page);
	ghost ref_moved(page, REF_TASK, REF_BUFFERS, 1);
	page->private = 1 << BH_Uptodate | 1 << BH_Mapped;
	SetPagePrivate(page);
}

/* Fails where a buffer is still to be written. */
bool drop_buffers(struct page *page)
{
	if (READ_ONCE(page->private) & (1 << BH_Dirty | 1 << BH_Lock | 1 << BH_JBDDirty))
		return false;
	ClearPagePrivate(page);
	page->private = 0;
	ghost ref_moved(page, REF_BUFFERS, REF_TASK, 1);
	put_page(page);
	return true;
}

/* The page is locked.  Clean buffers on a dirty page mean that the file system has written them
 * by itself, so the page is made clean too. */
bool try_to_free_buffers(struct page *page)
{
	struct address_space *mapping = page->mapping;
	bool freed;

	if (!mapping)
		return drop_buffers(page);
	spin_lock(&mapping->private_lock);
	freed = drop_buffers(page);
	if (freed)
		cancel_dirty_page(page);
	spin_unlock(&mapping->private_lock);
	return freed;
}

bool __set_page_dirty_buffers(struct page *page, struct address_space *mapping)
{
	bool newly_dirty;

	spin_lock(&mapping->private_lock);
	if (page_has_buffers(page))
		set_bit(BH_Dirty, &page->private);
	newly_dirty = __set_page_dirty_nobuffers(page);
	spin_unlock(&mapping->private_lock);
	return newly_dirty;
}
