#include <lab.h>

PAGE(p);

TASK(a) {
	set_bit(40, &p->flags);
	p->flags = 1 << 33;
}
