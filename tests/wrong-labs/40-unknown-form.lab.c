#include <lab.h>

PAGE(p);

THREAD(a) {
	get_page(p);
}

TASK(b) {
	put_page(p);
}
