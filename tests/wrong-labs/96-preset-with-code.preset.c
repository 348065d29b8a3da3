#include <lab.h>

/* A preset names texts, it holds none. */
PRESET("v5.8", .title = "Kernel 5.8", .strategy = "refcount-bias", .memory = "relaxed");

int wb_bounces;
POLICY("wb-bounce", .axis = "writeback");
void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}
