/* The answers to lab/oracles.h: what is true, as against what the kernel believes. */
#include <lab.h>

__pure int ghost_pins(struct page *page)
{
	return live_pins[page_to_pfn(page)];
}

__pure bool really_pinned(struct page *page)
{
	return live_pins[page_to_pfn(page)] > 0;
}

__pure bool dma_hits_pinned_life(struct page *page)
{
	return generation[page_to_pfn(page)] == pin_generation[page_to_pfn(page)];
}

__pure bool lru_lock_free(void)
{
	return *(unsigned int *)&contig_page_data.lru_lock == 0;
}

/* Axis P: strategies whose record lives in words 1 and 2. */
__weak __pure bool lru_words_overlaid(struct page *page)
{
	return false;
}

static __pure bool list_holds(struct list_head *head, struct list_head *node)
{
	struct list_head *pos = head;
	int left;

	for (left = NR_PAGES + 1; left > 0; left--) {
		pos = pos->next;
		if (pos == head || !valid_address(pos))
			return false;
		if (pos == node)
			return true;
	}
	return false;
}

static __pure bool list_intact(struct list_head *head)
{
	struct list_head *pos = head;
	struct list_head *next;
	int left;

	for (left = NR_PAGES + 1; left > 0; left--) {
		next = pos->next;
		if (!valid_address(next) || next->prev != pos)
			return false;
		if (next == head)
			return true;
		pos = next;
	}
	return false;
}

__pure bool lru_lists_intact(void)
{
	int lru;

	for (lru = 0; lru < NR_LRU_LISTS; lru++)
		if (!list_intact(&contig_page_data.lruvec.lists[lru]))
			return false;
	return true;
}

__pure bool page_on_lru(struct page *page)
{
	int lru, found = 0;

	for (lru = 0; lru < NR_LRU_LISTS; lru++)
		if (list_holds(&contig_page_data.lruvec.lists[lru], &page->lru))
			found++;
	return PageLRU(page) && found == 1;
}

__pure bool links_are_pointers(struct page *page)
{
	if (!linked[page_to_pfn(page)])
		return true;
	return valid_address(page->lru.next) && valid_address(page->lru.prev);
}

static __pure bool page_in_pagevec(struct page *page)
{
	struct pagevec *pvec;
	int cpu, i;

	for (cpu = 0; cpu < NR_CPUS; cpu++) {
		pvec = per_cpu_ptr(&lru_add_pvec, cpu);
		for (i = 0; i < pvec->nr; i++)
			if (pvec->pages[i] == page)
				return true;
	}
	return false;
}

__pure enum lru_state lru_state(struct page *page)
{
	int lru;

	for (lru = 0; lru < NR_LRU_LISTS; lru++)
		if (list_holds(&contig_page_data.lruvec.lists[lru], &page->lru))
			return (enum lru_state)lru;
	if (page_is_free[page_to_pfn(page)])
		return freed;
	if (lru_words_overlaid(page))
		return pin_overlay;
	if (page_in_pagevec(page))
		return in_pagevec;
	if (isolations[page_to_pfn(page)] > 0)
		return isolated;
	return no_list;
}
