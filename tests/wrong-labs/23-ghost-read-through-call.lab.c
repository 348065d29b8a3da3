#include <lab.h>

PAGE(p);

TASK(a) {
	if (live_pins_of(p) > 0)
		put_page(p);
}
