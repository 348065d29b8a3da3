#include <lab.h>

PAGE(p);

TASK(a) {
	put_page(p);
}

AT(gone, page_free(page), page_count(page) == 0);
