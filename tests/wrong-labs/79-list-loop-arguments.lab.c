#include <lab.h>

struct list_head head;

TASK(a) {
	struct page *page;

	list_for_each_entry(page, &head) {
		put_page(page);
	}
}
