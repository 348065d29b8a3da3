#include <lab.h>

int x;

TASK(a) {
	/* the device does both */
	atomic {
		x = 1;
		wait_event(x == 2);
	}
}
