/* Pins of the zero page count nothing, plain references do.
 *
 * That is so since 6.1.130 of the stable tree, which took over what v6.5 does; v6.1.0 counts such pins as
 * any others.
 *
 * Seen on Linux 6.1.192, scenario zero-page-pin: row R11 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(zero, .kind = PAGE_ZERO, .mapped = 1);

#define BUFFER	page_to_pfn(zero)

ghost int base, fast, slow, longterm, got, given_back;

TASK(process) {
	struct page *page;

	user_read(&init_mm, BUFFER);
	ghost base = zero->_refcount.counter;
	page = get_user_page_fast(&init_mm, BUFFER, 0);
	ghost got = zero->_refcount.counter;
	gup_put(page);

	page = pin_user_page_fast(&init_mm, BUFFER, 0);
	ghost fast = zero->_refcount.counter;
	gup_unpin(page);
	page = pin_user_page(&init_mm, BUFFER, 0);
	ghost slow = zero->_refcount.counter;
	gup_unpin(page);
	page = pin_user_page(&init_mm, BUFFER, FOLL_LONGTERM);
	ghost longterm = zero->_refcount.counter;
	gup_unpin(page);
	ghost given_back = zero->_refcount.counter;
}

FINALLY(r11_a_get_is_one_reference, got == base + 1 && given_back == base);
FINALLY(r11_pins_count_nothing, fast == base && slow == base && longterm == base);
