#include <lab.h>

STRATEGY("own-field", .title = "A field of its own", .provides = { recogniser });

int get_page(struct page *page)
{
	return __weak_get_page(page);
}

bool page_dma_pinned(struct page *page, int how)
{
	return how;
}
