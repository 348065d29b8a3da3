#include <lab.h>

PAGE(p);

TASK(a) {
	unsigned long where = (unsigned long)&put_page;
}
