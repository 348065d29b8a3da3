#include <lab.h>

int x;

TASK(a) {
	x = 1 @ 2;
	x = “1”;
}
