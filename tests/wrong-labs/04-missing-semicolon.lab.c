#include <lab.h>

PAGE(p);

TASK(a) {
	get_page(p)
	put_page(p);
}
