#include <lab.h>

void (*hook)(struct page *page);

PAGE(p);

TASK(a) {
	get_page(p);
}
