#include <lab.h>

PAGE(p);

TASK(a) {
	if (p) {
		put_page(p);
}

TASK(b) {
	get_page(p);
}
