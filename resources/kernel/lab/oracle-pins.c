/* O-PIN-SEEN and its family: what a strategy says about a page, against the pins that
 * are really held.  Only what the strategy would answer is read, never how it got there;
 * where it cannot answer, properties that ask are skipped. */
#include <lab.h>

__pure bool oracle_pin_seen(struct page *page)
{
	return ghost_pins(page) == 0 || page_pinned_peek(page);
}

__pure bool oracle_answer_right(struct page *page, bool answer)
{
	return answer || pins_while_asked[page_to_pfn(page)] == 0;
}

__pure bool oracle_pin_exact(struct page *page)
{
	int surplus = page_pin_count_peek(page) - ghost_pins(page);

	return surplus >= 0 && surplus <= pin_calls + unpin_calls;
}

__pure bool oracle_looks_pinned(struct page *page)
{
	return pin_calls == 0 && unpin_calls == 0 && ghost_pins(page) == 0 && page_pinned_peek(page);
}

__pure bool oracle_no_stale_pin(struct page *page)
{
	return !oracle_looks_pinned(page);
}

__pure bool oracle_hint_left(struct page *page)
{
	return pin_calls == 0 && unpin_calls == 0 && ghost_pins(page) == 0 && pin_hint_peek(page);
}

__pure bool oracle_no_pin_on_record(struct page *page)
{
	return page_pin_count_peek(page) == 0;
}

__pure bool oracle_api_balance(struct page *page)
{
	return surplus_unpins[page_to_pfn(page)] == 0;
}

__pure bool oracle_pins_returned(struct page *page)
{
	return ghost_pins(page) == 0;
}

__pure bool oracle_device_follows(unsigned long address, struct page *page)
{
	pte_t pte = init_mm.pte[address];

	return invalidations[address] > 0 || (pte_present(pte) && pte_page(pte) == page);
}

/* A consumer's question, with what is needed to judge the answer: a pin that was held
 * from the first read of the question to the last must be in it. */
bool ask_pinned(struct page *page)
{
	bool answer;

	/* Whatever made it ask.  Ghost code that stood first in a task would take effect before the
	 * task has run at all. */
	READ_ONCE(page->flags);
	ghost pins_while_asked[page_to_pfn(page)] = live_pins[page_to_pfn(page)];
	answer = page_maybe_dma_pinned(page);
	ghost raise pin_asked(page, answer);
	return answer;
}
