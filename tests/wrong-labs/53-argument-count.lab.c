#include <lab.h>

PAGE(p);

TASK(a) {
	get_page(p, 1);
	atomic_add(&p->_refcount);
}
