/* The lab's words: pin, unpin, and the device in between.
 *
 * A pin is held from the return of the pin call to the start of the release, so
 * the ghost count goes up with the last step of the one and down before the first
 * step of the other. */
#include <lab.h>

#define DEVICE_DATA	0xd

/* What the pages hold, one word each. */
unsigned int page_contents[NR_PAGES];

/* get_user_pages() with a batch of one. */
struct page *gup_pin(struct page *mapped)
{
	struct page *page = follow_page_pte(&init_mm, page_to_pfn(mapped));

	if (!page)
		return NULL;
	pin_page_for_dma(page);		/* as posted, nobody looks at the result */
	ghost {
		live_pins[page_to_pfn(page)]++;
		pin_generation[page_to_pfn(page)] = generation[page_to_pfn(page)];
	}
	return page;
}

struct page *gup_pin_fast(struct page *mapped)
{
	struct page *page = get_user_page_fast(page_to_pfn(mapped));

	if (!page)
		return gup_pin(mapped);
	ghost {
		live_pins[page_to_pfn(page)]++;
		pin_generation[page_to_pfn(page)] = generation[page_to_pfn(page)];
	}
	return page;
}

/* The owner's last look at the data.  Up to here it holds the pin; ghost code that stood
 * first in a task would take effect before the task has run at all. */
static void device_done(struct page *page)
{
	BUG_ON(!page);			/* what the pin call gave was not looked at */
	READ_ONCE(page_contents[page_to_pfn(page)]);
}

void gup_unpin(struct page *page)
{
	device_done(page);
	ghost {
		if (live_pins[page_to_pfn(page)] > 0)
			live_pins[page_to_pfn(page)]--;
		else
			surplus_unpins[page_to_pfn(page)]++;
	}
	put_user_page(page);
}

void device_write(struct page *page)
{
	BUG_ON(!page);
	WRITE_ONCE(page_contents[page_to_pfn(page)], DEVICE_DATA);
	ghost raise device_wrote(page);
}

void munmap_page(struct page *page)
{
	zap_page(page_to_pfn(page));
}

/* Axis P: the record that one pin leaves, written no matter what. */
__weak void force_pin_record(struct page *page)
{
}
