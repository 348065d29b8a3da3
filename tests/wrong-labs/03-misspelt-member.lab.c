#include <lab.h>

PAGE(p);

TASK(a) {
	p->mappin = NULL;
}
