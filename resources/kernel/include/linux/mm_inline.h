/* Which LRU list a page belongs on, and getting it there.  Called under
 * zone_lru_lock.  The lists' lengths are not modelled. */
#ifndef _LINUX_MM_INLINE_H
#define _LINUX_MM_INLINE_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/pagevec.h>

static inline int lru_by_flags(unsigned long flags)
{
	int lru = flags & (1 << PG_swapbacked) ? LRU_INACTIVE_ANON : LRU_INACTIVE_FILE;

	if (flags & (1 << PG_unevictable))
		return LRU_UNEVICTABLE;
	if (flags & (1 << PG_active))
		lru += LRU_ACTIVE;
	return lru;
}

/* The kernel tests three flags; they do not change under anybody's feet here, one read does. */
static inline int page_lru(struct page *page)
{
	return lru_by_flags(READ_ONCE(page->flags));
}

/* Of a page that is being freed, which must not take these along; like page_lru() with one read. */
static inline void page_off_lru(struct page *page)
{
	unsigned long flags = READ_ONCE(page->flags);

	if (flags & (1 << PG_unevictable))
		ClearPageUnevictable(page);
	else if (flags & (1 << PG_active))
		ClearPageActive(page);
}

static inline void add_page_to_lru_list(struct page *page, struct lruvec *lruvec, int lru)
{
	if (MLOCK_BATCH && lru == LRU_UNEVICTABLE)
		return;			/* on that side without a list */
	list_add(&page->lru, &lruvec->lists[lru]);
	ghost linked[page_to_pfn(page)] = 1;
}

static inline void del_page_from_lru_list(struct page *page)
{
	if (MLOCK_BATCH && PageUnevictable(page))
		return;
	ghost linked[page_to_pfn(page)] = 0;
	list_del(&page->lru);
}

#endif
