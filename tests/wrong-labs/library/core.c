#include <lab.h>

spinlock_t lru_lock;
DEFINE_PER_CPU(int, pagevec_fill);

__weak void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}

__weak void put_page(struct page *page)
{
	if (atomic_dec_and_test(&page->_refcount)) {
		ghost raise page_freed(page);
	}
}

void lock_page(struct page *page)
{
	wait_event(!test_bit(0, &page->flags));
	set_bit(0, &page->flags);
}

__pure int page_count(struct page *page)
{
	return atomic_read(&page->_refcount);
}

__pure int live_pins_of(struct page *page)
{
	return live_pins[page_to_pfn(page)];
}

void setup_page(struct page *page, struct page_setup *setup)
{
	page->mapping = NULL;
	atomic_set(&page->_refcount, 1 + setup->mapped);
}
