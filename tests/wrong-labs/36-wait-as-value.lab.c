#include <lab.h>

int x;

TASK(a) {
	x = wait_event(x == 0);
}
