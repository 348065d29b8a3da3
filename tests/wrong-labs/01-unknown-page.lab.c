#include <lab.h>

PAGE(p);

TASK(a) {
	put_page(q);
}
