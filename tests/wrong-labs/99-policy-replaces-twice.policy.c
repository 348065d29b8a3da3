#include <lab.h>

POLICY("wb-bounce", .axis = "writeback", .title = "Writes a copy");

void lock_page(struct page *page)
{
	set_bit(0, &page->flags);
}

int pagevec_fill;
