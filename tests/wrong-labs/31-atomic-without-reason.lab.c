#include <lab.h>

int x;

TASK(a) {
	x = 0;

	atomic {
		x = x + 1;
	}
}
