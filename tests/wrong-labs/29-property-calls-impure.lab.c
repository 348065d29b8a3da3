#include <lab.h>

PAGE(p);

static int is_mapped(struct page *page)
{
	return atomic_read(&page->_mapcount) >= 0;
}

TASK(a) {
	get_page(p);
}

NEVER(mapped, is_mapped(p));
