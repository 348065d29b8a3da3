#include <lab.h>

void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}
