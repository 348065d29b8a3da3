#include <lab.h>

PAGE(p);

TASK(a) {
	p->lru = (struct list_head){ NULL, NULL };
}
