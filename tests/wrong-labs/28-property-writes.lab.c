#include <lab.h>

int x;

TASK(a) {
	x = 1;
}

NEVER(broken, x = 2);
ALWAYS(counted, ++x > 0);
