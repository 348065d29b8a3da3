/* The lab's calls of get_user_pages(): one page each, through the page tables of a process, with
 * what really happens noted beside it.
 *
 * A pin (FOLL_PIN) or a reference (FOLL_GET) is held from the return of the call.  NULL: refused,
 * or not mapped.  Where the strategy records every get_user_pages(), a get is a pin. */
#include <lab.h>
#include <linux/rmap.h>

static struct page *call_gup(struct mm_struct *mm, unsigned long address, unsigned int flags, bool fast)
{
	bool pin = (flags & FOLL_PIN) || gup_get_is_pin();
	struct page *page;

	ghost pin_calls += pin;
	page = __get_user_page_unlocked(mm, address, flags, fast);
	ghost pin_calls -= pin;
	if (IS_ERR(page))
		return NULL;
	ghost {
		if (pin)
			live_pins[page_to_pfn(page)]++;
		else
			live_gets[page_to_pfn(page)]++;
		pin_generation[page_to_pfn(page)] = generation[page_to_pfn(page)];
		pin_address[page_to_pfn(page)] = address + 1;
		pin_mm[page_to_pfn(page)] = mm_number(mm) + 1;
	}
	return page;
}

struct page *pin_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return call_gup(mm, address, flags | FOLL_PIN, false);
}

struct page *pin_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return call_gup(mm, address, flags | FOLL_PIN, true);
}

struct page *get_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return call_gup(mm, address, flags | FOLL_GET, false);
}

struct page *get_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return call_gup(mm, address, flags | FOLL_GET, true);
}

/* Direct I/O held plain references until v6.5. */
__weak bool direct_io_pins(void)
{
	return false;
}

struct page *direct_io_get(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return call_gup(mm, address, flags | (direct_io_pins() ? FOLL_PIN : FOLL_GET), true);
}

void direct_io_put(struct page *page)
{
	if (direct_io_pins())
		gup_unpin(page);
	else
		gup_put(page);
}

/* For writing, at the address where the page was mapped when the lab began. */
struct page *gup_pin(struct page *mapped)
{
	return pin_user_page(&init_mm, page_to_pfn(mapped), FOLL_WRITE);
}

struct page *gup_pin_fast(struct page *mapped)
{
	return pin_user_page_fast(&init_mm, page_to_pfn(mapped), FOLL_WRITE);
}
