#include <lab.h>

TASK(a) {
	int *p = &live_pins[0];
}
