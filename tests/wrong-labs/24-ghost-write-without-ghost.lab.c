#include <lab.h>

TASK(a) {
	live_pins[0]++;
}
