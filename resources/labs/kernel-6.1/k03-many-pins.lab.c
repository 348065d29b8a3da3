/* Pins add up: the base, and 1024 for each.
 *
 * Seen on Linux 6.1.192, scenario many-pins: row R5 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

#define BUFFER	page_to_pfn(p)

ghost int base, three, hundred_and_three, given_back;

TASK(process) {
	int i;

	user_write(&init_mm, BUFFER, 1);
	ghost base = p->_refcount.counter;
	for (i = 0; i < 3; i++)
		pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	ghost three = p->_refcount.counter;
	for (i = 0; i < 100; i++)
		pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);
	ghost hundred_and_three = p->_refcount.counter;
	for (i = 0; i < 103; i++)
		gup_unpin(p);
	ghost given_back = p->_refcount.counter;
}

FINALLY(r5_three_pins, base == 1 && three == 3073);
FINALLY(r5_a_hundred_more, hundred_and_three == 105473);
FINALLY(r5_all_given_back, given_back == 1);
