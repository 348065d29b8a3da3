/* The page cache's lookup, after 4.18's mm/filemap.c: a speculative reference, and
 * a second look at the slot.  Its reference does not come through get_page(), but
 * its owner drops it with put_page(). */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <lab/ghost.h>

struct address_space file_mapping;

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

/* Truncation's last act.  The caller has unmapped the page and keeps others off it; its
 * buffers, if it has any, are not released. */
void delete_from_page_cache(struct page *page)
{
	struct address_space *mapping = page->mapping;
	unsigned long flags;

	spin_lock_irqsave(&mapping->i_pages, flags);
	WRITE_ONCE(mapping->slots[page->index], NULL);
	page->mapping = NULL;
	spin_unlock_irqrestore(&mapping->i_pages, flags);
	ghost ref_moved(page, REF_PAGE_CACHE, REF_TASK, 1);
	put_page(page);
}
