#include <lab.h>

int x;

TASK(a) {
	x = 1; /* and then
}
