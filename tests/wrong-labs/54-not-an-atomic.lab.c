#include <lab.h>

PAGE(p);

TASK(a) {
	atomic_inc(&p->flags);
	atomic_add(&p->_refcount, 1);
}
