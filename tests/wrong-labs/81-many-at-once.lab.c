#include <lab.h>

PAGE(p, .kind = PAGE_FIEL);

int total

static int twice(int n)
{
	retrun 2 * n;
}

TASK(a) {
	get_page(q);
	p->lru.nxt = NULL;
	float f;
	undeclared = total;
}

NEVER(gone, page_cuont(p) == 0);
