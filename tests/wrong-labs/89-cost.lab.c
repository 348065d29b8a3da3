#include <lab.h>

PAGE(p);
COST(waits);
COST(live_pins_of(p) > 0, true);
COST(changes, p->flags = 1);
COST(twice, page_count(p) > 1) WHEN(lru_locked);
NEVER(twice, false);

TASK(a) {
	get_page(p);
}
