/* mlock() as of v5.18, with OVERRIDE(MLOCK_BATCH, 1): the pages wait in a batch of this
 * CPU, each with a reference, and the unevictable side has no list: word 2 counts the
 * mlocks, and word 1 is kept even so that nobody takes the page for a tail.  The count
 * is kept only while PG_lru is set, and may come out too low; reclaim puts that right. */
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/swap.h>
#include <lab/ghost.h>

DEFINE_PER_CPU(struct pagevec, mlock_pvec);

static bool page_evictable(struct page *page)
{
	return !PageMlocked(page);
}

/* v5.18, under lru_lock, PG_lru clear: to the unevictable side, or one more mlock there. */
static void __mlock_page(struct page *page, bool fresh)
{
	if (!page_evictable(page)) {
		if (!fresh && PageUnevictable(page)) {
			page->mlock_count++;
		} else {
			if (!fresh)
				del_page_from_lru_list(page);
			ClearPageActive(page);
			SetPageUnevictable(page);
			add_page_to_lru_list(page, &contig_page_data.lruvec, LRU_UNEVICTABLE);
			page->mlock_count = 1;
		}
	} else if (fresh) {
		add_page_to_lru_list(page, &contig_page_data.lruvec, page_lru(page));
	}
	SetPageLRU(page);
}

static void __munlock_page(struct page *page)
{
	bool isolated = TestClearPageLRU(page);

	if (isolated && PageUnevictable(page) && page->mlock_count) {
		page->mlock_count--;
		if (page->mlock_count) {
			SetPageLRU(page);
			return;
		}
	}
	TestClearPageMlocked(page);
	if (isolated && PageUnevictable(page)) {
		del_page_from_lru_list(page);
		ClearPageUnevictable(page);
		add_page_to_lru_list(page, &contig_page_data.lruvec, page_lru(page));
	}
	if (isolated)
		SetPageLRU(page);
}

static void mlock_pagevec(struct pagevec *pvec)
{
	spinlock_t *lru_lock = &contig_page_data.lru_lock;
	int nr = pagevec_start_drain(pvec);
	unsigned long todo, flags;
	struct page *page;
	int i;

	spin_lock_irqsave(lru_lock, flags);
	for (i = 0; i < nr; i++) {
		todo = (unsigned long)pvec->pages[i] & 3;
		page = (struct page *)((unsigned long)pvec->pages[i] - todo);
		pvec->pages[i] = page;
		if (todo == MLOCK_NEW_TODO)
			__mlock_page(page, true);
		else if (todo == MUNLOCK_TODO)
			__munlock_page(page);
		else if (TestClearPageLRU(page))
			__mlock_page(page, false);
		ghost ref_moved(page, REF_PAGEVEC, REF_TASK, 1);
	}
	spin_unlock_irqrestore(lru_lock, flags);
	release_pages(pvec->pages, nr);
	pagevec_reinit(pvec);
}

void mlock_batch_add(struct page *page, unsigned long todo)
{
	struct pagevec *pvec;

	preempt_disable();
	pvec = this_cpu_ptr(&mlock_pvec);
	get_page(page);
	ghost ref_moved(page, REF_TASK, REF_PAGEVEC, 1);
	if (!pagevec_add(pvec, (struct page *)((unsigned long)page + todo)))
		mlock_pagevec(pvec);
	preempt_enable();
}

/* With the others of lru_add_drain(). */
void mlock_drain_cpu(int cpu)
{
	struct pagevec *pvec = per_cpu_ptr(&mlock_pvec, cpu);

	if (pagevec_count(pvec))
		mlock_pagevec(pvec);
}

/* Whoever has just unmapped a page, and will count its references. */
void mlock_drain_local(void)
{
	preempt_disable();
	mlock_drain_cpu(smp_processor_id());
	preempt_enable();
}

/* A page that a fault has just made, in a locked VMA: it comes to no other list first. */
void mlock_new_page(struct page *page)
{
	SetPageMlocked(page);
	mlock_batch_add(page, MLOCK_NEW_TODO);
}
