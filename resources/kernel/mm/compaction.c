/* Compaction of one page, after 4.18's mm/compaction.c: which pages it takes, and then
 * migration as for everybody. */
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* Under lru_lock: as reclaim takes a page, but to no list of its own. */
static bool isolate_for_compaction(struct page *page)
{
	if (!PageLRU(page) || !get_page_unless_zero(page))
		return false;
	ClearPageLRU(page);
	ghost {
		isolations[page_to_pfn(page)]++;
		ref_moved(page, REF_TASK, REF_ISOLATION, 1);
	}
	del_page_from_lru_list(page);
	return true;
}

/* 0: moved.  -EBUSY: not taken; an anonymous page with a reference that no entry explains is
 * left alone, on an admittedly racy look. */
int compact_page(struct page *page)
{
	spinlock_t *lru_lock = zone_lru_lock(page_zone(page));
	unsigned long flags;
	bool isolated;

	if (PageCompound(page) || !PageLRU(page))
		return -EBUSY;
	if (PageAnon(page) && page_count(page) > page_mapcount(page))
		return -EBUSY;
	spin_lock_irqsave(lru_lock, flags);
	isolated = isolate_for_compaction(page);
	spin_unlock_irqrestore(lru_lock, flags);
	if (!isolated)
		return -EBUSY;
	return migrate_isolated_page(page);
}
