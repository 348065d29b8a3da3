/* Isolation from the LRU, reclaim, and putback: after 4.18's mm/vmscan.c.
 *
 * Two isolations that differ: isolate_lru_page() poisons the node, reclaim moves
 * it to a list of its own and puts it straight back under lru_lock, through no
 * pagevec.  In between reclaim unmaps the page, writes it, takes its buffers, and only
 * then finds out, by freezing the reference count, whether somebody still holds it. */
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>
#include <lab/ghost.h>

#define lru_to_page(head)	list_entry((head)->prev, struct page, lru)

/* The caller holds a reference, interrupts are on and lru_lock is not held. */
int isolate_lru_page(struct page *page)
{
	spinlock_t *lru_lock = zone_lru_lock(page_zone(page));
	int ret = -EBUSY;

	if (PageLRU(page)) {
		spin_lock_irq(lru_lock);
		if (PageLRU(page)) {
			get_page(page);
			ghost ref_moved(page, REF_TASK, REF_ISOLATION, 1);
			ClearPageLRU(page);
			ghost isolations[page_to_pfn(page)]++;
			del_page_from_lru_list(page);
			ret = 0;
		}
		spin_unlock_irq(lru_lock);
	}
	return ret;
}

void putback_lru_page(struct page *page)
{
	lru_cache_add(page);
	ghost {
		isolations[page_to_pfn(page)]--;
		ref_moved(page, REF_ISOLATION, REF_TASK, 1);
	}
	put_page(page);			/* isolation's reference */
}

static int __isolate_lru_page(struct page *page)
{
	if (!PageLRU(page))
		return -EINVAL;
	if (!get_page_unless_zero(page))
		return -EBUSY;
	ghost {
		isolations[page_to_pfn(page)]++;
		ref_moved(page, REF_TASK, REF_ISOLATION, 1);
	}
	ClearPageLRU(page);
	return 0;
}

/* Under lru_lock, from the list's cold end. */
static void isolate_lru_pages(int nr_to_scan, struct list_head *src, struct list_head *dst)
{
	struct page *page;
	int scan;

	for (scan = 0; scan < nr_to_scan && !list_empty(src); scan++) {
		page = lru_to_page(src);
		switch (__isolate_lru_page(page)) {
		case 0:
			list_move(&page->lru, dst);
			break;
		case -EBUSY:
			list_move(&page->lru, src);	/* on its way to be freed */
			break;
		default:
			BUG();				/* a list has a page without PG_lru */
		}
	}
}

/* Is the page's reference count what cache and isolation explain?  Asked before it is written. */
static bool is_page_cache_freeable(struct page *page)
{
	int private = page_has_private(page) ? 1 : 0;

	return page_count(page) - private == 2;
}

enum pageout_result {
	PAGE_KEEP,		/* still dirty, and stays locked */
	PAGE_ACTIVATE,
	PAGE_SUCCESS,		/* given to the disk; no longer locked */
	PAGE_CLEAN		/* somebody else has cleaned it; locked */
};

/* The page is dirty, locked and unmapped. */
static enum pageout_result pageout(struct page *page, struct address_space *mapping)
{
	int how;

	if (!is_page_cache_freeable(page))
		return PAGE_KEEP;
	if (PageSwapCache(page)) {
		if (!TestClearPageDirty(page))
			return PAGE_CLEAN;
		swap_writepage(page);
		return PAGE_SUCCESS;
	}
	if (!mapping || !mapping_cap_account_dirty)
		return mapping ? PAGE_ACTIVATE : PAGE_KEEP;
	how = clear_page_dirty_for_io(page, WB_SYNC_NONE);
	if (how == WRITE_NOTHING)
		return PageDirty(page) ? PAGE_KEEP : PAGE_CLEAN;
	SetPageReclaim(page);
	writepage(page, how);
	return PAGE_SUCCESS;
}

/* One reference for the cache, one for who calls.  With more the page stays; with these two nobody
 * can find it any more once the count is 0. */
static bool __remove_mapping(struct address_space *mapping, struct page *page)
{
	bool swapcache = PageSwapCache(page);
	bool removed = false;
	unsigned long flags;

	if (!swapcache)
		spin_lock_irqsave(&mapping->i_pages, flags);
	if (page_ref_freeze(page, 2)) {
		if (PageDirty(page)) {
			page_ref_unfreeze(page, 2);
		} else {
			if (swapcache)
				__delete_from_swap_cache(page);
			else
				__delete_from_page_cache(page, mapping);
			ghost ref_moved(page, REF_PAGE_CACHE, REF_FROZEN, 1);
			removed = true;
		}
	}
	if (!swapcache)
		spin_unlock_irqrestore(&mapping->i_pages, flags);
	return removed;
}

/* For who holds a reference and the page lock: takes the page out of its file if nobody else holds it. */
int remove_mapping(struct address_space *mapping, struct page *page)
{
	if (!__remove_mapping(mapping, page))
		return 0;
	page_ref_unfreeze(page, 1);
	return 1;
}

/* Axis W: the page is unmapped, so that nobody can pin it any more through a page table; what the
 * file system keeps for it is still there.  True keeps the page. */
__weak bool reclaim_keeps_page(struct page *page)
{
	return false;
}

enum page_fate {
	PAGE_ACTIVATED,
	PAGE_KEPT_LOCKED,
	PAGE_KEPT,
	PAGE_FREED
};

/* Writes a dirty page out.  PAGE_FREED: it is clean and locked, go on. */
static enum page_fate clean_page(struct page *page, struct address_space *mapping)
{
	/* Dirty file pages are the flusher's; reclaim writes one only when it meets it again. */
	if (mapping && !PageReclaim(page)) {
		SetPageReclaim(page);
		return PAGE_ACTIVATED;
	}
	switch (pageout(page, mapping)) {
	case PAGE_KEEP:
		return PAGE_KEPT_LOCKED;
	case PAGE_ACTIVATE:
		return PAGE_ACTIVATED;
	case PAGE_SUCCESS:
		if (PageWriteback(page) || PageDirty(page))
			return PAGE_KEPT;
		if (!trylock_page(page))
			return PAGE_KEPT;
		if (PageDirty(page) || PageWriteback(page))
			return PAGE_KEPT_LOCKED;
		break;
	case PAGE_CLEAN:
		break;
	}
	return PAGE_FREED;
}

/* The page is locked and isolated.  PAGE_FREED: nobody holds it any more, its count is 0. */
static enum page_fate shrink_page(struct page *page)
{
	struct address_space *mapping;
	enum page_fate fate;

	if (PageMlocked(page) || (COMPOUND_PAGES && PageCompound(page)))
		return PAGE_ACTIVATED;
	if (PageWriteback(page))
		return PAGE_ACTIVATED;
	if (PageAnon(page) && !PageSwapCache(page)) {
		if (!anon_reclaim_allowed(page))
			return PAGE_KEPT_LOCKED;
		if (!add_to_swap(page))
			return PAGE_ACTIVATED;
	}
	if (page_mapped(page) && !try_to_unmap(page, TTU_BATCH_FLUSH))
		return PAGE_ACTIVATED;
	if (reclaim_keeps_page(page))
		return PAGE_ACTIVATED;

	mapping = page_mapping(page);
	if (PageDirty(page)) {
		fate = clean_page(page, mapping);
		if (fate != PAGE_FREED)
			return fate;
		mapping = page_mapping(page);
	}
	if (page_has_private(page) && !try_to_release_page(page))
		return PAGE_ACTIVATED;
	if (!mapping && !PageSwapCache(page))
		return PAGE_KEPT_LOCKED;	/* an orphan: its last holder frees it */
	if (!__remove_mapping(mapping, page))
		return PAGE_KEPT_LOCKED;
	return PAGE_FREED;
}

/* Off the private list, one by one; what is kept goes to ret_pages.  Ageing is not modelled: every
 * page is taken for one that nobody has used for a while. */
static void shrink_page_list(struct list_head *page_list, struct list_head *ret_pages)
{
	enum page_fate fate;
	struct page *page;

	while (!list_empty(page_list)) {
		page = lru_to_page(page_list);
		ghost linked[page_to_pfn(page)] = 0;
		list_del(&page->lru);

		fate = PAGE_KEPT;
		if (trylock_page(page)) {
			fate = shrink_page(page);
			if (fate == PAGE_ACTIVATED && !PageMlocked(page))
				SetPageActive(page);
			if (fate != PAGE_KEPT)
				unlock_page(page);
		}
		if (fate == PAGE_FREED) {
			ghost {
				isolations[page_to_pfn(page)]--;
				ref_moved(page, REF_ISOLATION, REF_FROZEN, 1);
			}
			free_unref_page(page);
			continue;
		}
		list_add(&page->lru, ret_pages);
		ghost linked[page_to_pfn(page)] = 1;
	}
}

/* Under lru_lock, which is dropped for a page whose last reference this was. */
static void putback_inactive_pages(struct list_head *page_list)
{
	spinlock_t *lru_lock = &contig_page_data.lru_lock;
	struct page *page;

	while (!list_empty(page_list)) {
		page = lru_to_page(page_list);
		VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
		ghost linked[page_to_pfn(page)] = 0;
		list_del(&page->lru);
		if (PageMlocked(page)) {		/* to the unevictable list, by the usual way */
			spin_unlock_irq(lru_lock);
			putback_lru_page(page);
			spin_lock_irq(lru_lock);
			continue;
		}
		SetPageLRU(page);
		add_page_to_lru_list(page, &contig_page_data.lruvec, page_lru(page));
		ghost {
			isolations[page_to_pfn(page)]--;
			ref_moved(page, REF_ISOLATION, REF_TASK, 1);
		}
		if (put_page_testzero(page)) {
			ClearPageLRU(page);
			ClearPageActive(page);
			del_page_from_lru_list(page);
			spin_unlock_irq(lru_lock);
			free_unref_page(page);
			spin_lock_irq(lru_lock);
		}
	}
}

void shrink_inactive_list(int nr_to_scan, int lru)
{
	spinlock_t *lru_lock = &contig_page_data.lru_lock;
	struct list_head page_list;
	struct list_head ret_pages;

	INIT_LIST_HEAD(&page_list);
	INIT_LIST_HEAD(&ret_pages);
	lru_add_drain();

	spin_lock_irq(lru_lock);
	isolate_lru_pages(nr_to_scan, &contig_page_data.lruvec.lists[lru], &page_list);
	spin_unlock_irq(lru_lock);

	shrink_page_list(&page_list, &ret_pages);

	spin_lock_irq(lru_lock);
	putback_inactive_pages(&ret_pages);
	spin_unlock_irq(lru_lock);
}

/* Pages that their caller has isolated, linked through page->lru.  Unlike kswapd's round, what is kept
 * goes back as from any isolation: through a pagevec. */
void reclaim_pages(struct list_head *page_list)
{
	struct list_head ret_pages;
	struct page *page;

	INIT_LIST_HEAD(&ret_pages);
	shrink_page_list(page_list, &ret_pages);
	while (!list_empty(&ret_pages)) {
		page = lru_to_page(&ret_pages);
		ghost linked[page_to_pfn(page)] = 0;
		list_del(&page->lru);
		putback_lru_page(page);
	}
}
