#include <lab.h>

void lock_page(struct page *page)
{
	set_bit(0, &page->flags);
}

PAGE(p);

TASK(a) {
	lock_page(p);
}
