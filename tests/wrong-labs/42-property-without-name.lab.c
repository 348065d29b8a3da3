#include <lab.h>

PAGE(p);

TASK(a) {
	put_page(p);
}

NEVER(page_count(p) < 0);
