#include <lab.h>

PAGE(p);

TASK(a) {
	if (live_pins[0])
		put_page(p);
}
