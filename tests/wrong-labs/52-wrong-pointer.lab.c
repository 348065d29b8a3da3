#include <lab.h>

PAGE(p);

int x;

TASK(a) {
	get_page(&x);
	get_page(7);
	x = p;
}
