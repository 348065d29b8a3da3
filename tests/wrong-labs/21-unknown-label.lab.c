#include <lab.h>

int x;

TASK(a) {
	if (x)
		goto outt;
	x = 1;
out:
	x = 2;
}
