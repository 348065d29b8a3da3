/* Taking and dropping references, and the way of a page onto the LRU: after 4.18's
 * mm/swap.c and linux/mm.h.
 *
 * The pagevec's reference is dropped by release_pages(), which does its own
 * decrement and test: hooks in get_page() and put_page() do not see it. */
#include <linux/huge_mm.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/swap.h>
#include <lab/ghost.h>

DEFINE_PER_CPU(struct pagevec, lru_add_pvec);

/* Axis P: the plain reference. */
__weak void get_page(struct page *page)
{
	page = compound_head(page);
	VM_BUG_ON_PAGE(DEBUG_VM && page_ref_count(page) <= 0, page);
	page_ref_inc(page);
	ghost ref_taken(page, REF_TASK, 1);
}

void __put_page(struct page *page)
{
	__page_cache_release(page);
	if (PageCompound(page))
		free_compound_page(page);
	else
		free_unref_page(page);
}

/* Axis P: its release. */
__weak void put_page(struct page *page)
{
	page = compound_head(page);
	if (put_devmap_managed_page(page))
		return;
	if (put_page_testzero(page))
		__put_page(page);
}

/* The last reference is gone: take the page off its LRU list, if it is on one. */
void __page_cache_release(struct page *page)
{
	spinlock_t *lru_lock = zone_lru_lock(page_zone(page));
	unsigned long flags;

	if (PageLRU(page)) {
		spin_lock_irqsave(lru_lock, flags);
		VM_BUG_ON_PAGE(DEBUG_VM && !PageLRU(page), page);
		ClearPageLRU(page);
		if (MLOCK_BATCH) {
			del_page_from_lru_list(page);
			page_off_lru(page);
		} else {
			page_off_lru(page);
			del_page_from_lru_list(page);
		}
		spin_unlock_irqrestore(lru_lock, flags);
	}
}

void release_page(struct page *page)
{
	page = compound_head(page);
	if (put_devmap_managed_page(page))
		return;
	if (put_page_testzero(page))
		__put_page(page);
}

void release_pages(struct page **pages, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		release_page(pages[i]);
}

/* Axis P: does the record of a pin keep this page off the LRU? */
__weak bool lru_add_skips_page(struct page *page)
{
	return false;
}

static void __pagevec_lru_add_fn(struct page *page)
{
	unsigned long flags;
	int lru;

	VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
	if (lru_add_skips_page(page))
		return;

	/* Either munlock finds PG_lru, or PG_mlocked is found to be clear here. */
	SetPageLRU(page);
	smp_mb();
	flags = READ_ONCE(page->flags);
	if (flags & (1 << PG_mlocked)) {
		if (flags & (1 << PG_active))
			ClearPageActive(page);
		SetPageUnevictable(page);
		lru = LRU_UNEVICTABLE;
		if (MLOCK_BATCH)
			page->mlock_count = 1;
	} else {
		if (flags & (1 << PG_unevictable))
			ClearPageUnevictable(page);
		lru = lru_by_flags(flags & ~(1 << PG_unevictable));
	}
	add_page_to_lru_list(page, &contig_page_data.lruvec, lru);
}

/* Under lru_lock: a page that has just been split off goes beside its head; where the head is on
 * no list (isolated), to the list on which it belongs. */
void lru_add_page_tail(struct page *head, struct page *tail)
{
	VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(tail), tail);
	SetPageLRU(tail);
	if (PageLRU(head)) {
		list_add_tail(&tail->lru, &head->lru);
		ghost linked[page_to_pfn(tail)] = 1;
	} else {
		add_page_to_lru_list(tail, &contig_page_data.lruvec, page_lru(tail));
	}
}

static void __pagevec_lru_add(struct pagevec *pvec)
{
	spinlock_t *lru_lock = &contig_page_data.lru_lock;
	int nr = pagevec_start_drain(pvec);
	unsigned long flags;
	struct page *page;
	int i;

	spin_lock_irqsave(lru_lock, flags);
	for (i = 0; i < nr; i++) {
		page = pvec->pages[i];
		__pagevec_lru_add_fn(page);
		ghost ref_moved(page, REF_PAGEVEC, REF_TASK, 1);
	}
	spin_unlock_irqrestore(lru_lock, flags);
	release_pages(pvec->pages, nr);
	pagevec_reinit(pvec);
}

/* The page reaches its list when this CPU's pagevec is drained; until then PG_lru is clear. */
void lru_cache_add(struct page *page)
{
	struct pagevec *pvec;

	VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
	preempt_disable();
	pvec = this_cpu_ptr(&lru_add_pvec);
	get_page(page);
	ghost ref_moved(page, REF_TASK, REF_PAGEVEC, 1);
	if (!pagevec_add(pvec, page))
		__pagevec_lru_add(pvec);
	preempt_enable();
}

/* The page of a fault that has just been made, in a VMA with these flags. */
void lru_cache_add_inactive_or_unevictable(struct page *page, unsigned long vm_flags)
{
	if (vm_flags & VM_LOCKED) {
		if (MLOCK_BATCH) {
			mlock_new_page(page);
			return;
		}
		SetPageMlocked(page);
	}
	lru_cache_add(page);
}

void lru_add_drain_cpu(int cpu)
{
	struct pagevec *pvec = per_cpu_ptr(&lru_add_pvec, cpu);

	if (pagevec_count(pvec))
		__pagevec_lru_add(pvec);
	if (MLOCK_BATCH)
		mlock_drain_cpu(cpu);
}

void lru_add_drain(void)
{
	preempt_disable();
	lru_add_drain_cpu(smp_processor_id());
	preempt_enable();
}

/* The kernel queues work on every CPU and waits until it has run there; here the caller does it. */
void lru_add_drain_all(void)
{
	int cpu;

	for (cpu = 0; cpu < NR_CPUS; cpu++)
		lru_add_drain_cpu(cpu);
}
