#include <lab.h>

PAGE(p);

TASK(a) {
	/* nobody looks in between */
	atomic {
		lock_page(p);
	}
}
