#include <lab.h>

int x;

TASK(a) {
	x = x / 0;
	x %= 2 - 2;
}
