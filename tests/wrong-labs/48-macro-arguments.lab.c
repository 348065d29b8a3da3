#include <lab.h>

#define TWICE(x) ((x) + (x))

int x;

TASK(a) {
	x = TWICE(1, 2);
	x = TWICE;
}
