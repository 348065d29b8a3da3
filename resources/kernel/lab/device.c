/* The lab's words: pin, unpin, and the device in between.
 *
 * A pin is held from the return of the pin call to the start of the release, so
 * the ghost count goes up with the last step of the one and down before the first
 * step of the other. */
#include <lab.h>

#define DEVICE_DATA	0xd

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
		if (live_pins[page_to_pfn(page)] < pins_while_asked[page_to_pfn(page)])
			pins_while_asked[page_to_pfn(page)] = live_pins[page_to_pfn(page)];
		unpin_calls++;
	}
	__put_user_page(page, FOLL_PIN);
	ghost unpin_calls--;
}

/* The release of a reference that get_user_page() took. */
void gup_put(struct page *page)
{
	device_done(page);
	ghost {
		if (live_gets[page_to_pfn(page)] > 0)
			live_gets[page_to_pfn(page)]--;
		else if (live_pins[page_to_pfn(page)] > 0)
			live_pins[page_to_pfn(page)]--;
		if (live_pins[page_to_pfn(page)] < pins_while_asked[page_to_pfn(page)])
			pins_while_asked[page_to_pfn(page)] = live_pins[page_to_pfn(page)];
	}
	__put_user_page(page, FOLL_GET);
}

void device_write(struct page *page)
{
	BUG_ON(!page);
	WRITE_ONCE(page_contents[page_to_pfn(page)], DEVICE_DATA);
	ghost {
		written_by[page_to_pfn(page)] = (unsigned long)page->mapping & PAGE_MAPPING_ANON ? pin_mm[page_to_pfn(page)] : 0;
		raise device_wrote(page);
	}
}

/* Axis P: the record that one pin leaves, written no matter what. */
__weak void force_pin_record(struct page *page)
{
}
