/* Isolation from the LRU, reclaim's way around it, and putback: after 4.18's
 * mm/vmscan.c.
 *
 * Two isolations that differ: isolate_lru_page() poisons the node, reclaim moves
 * it to a list of its own and puts it straight back under lru_lock, through no
 * pagevec.  What reclaim does with a page in between is not in here: it keeps all. */
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/swap.h>
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

static void shrink_page_list(struct list_head *page_list, struct list_head *ret_pages)
{
	struct page *page;

	while (!list_empty(page_list)) {
		page = lru_to_page(page_list);
		ghost linked[page_to_pfn(page)] = 0;
		list_del(&page->lru);
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
