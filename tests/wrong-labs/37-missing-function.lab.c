#include <lab.h>

PAGE(p);

TASK(a) {
	if (page_dma_pinned(p))
		put_page(p);
}
