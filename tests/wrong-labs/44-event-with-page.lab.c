#include <lab.h>

PAGE(p);

TASK(a) {
	put_page(p);
}

AT(gone, page_freed(p), page_count(p) == 0);
