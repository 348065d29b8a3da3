#include <lab.h>

int x;

TASK(a) {
	goto inside;
	/* one instruction */
	atomic {
inside:
		x = 1;
	}
}
