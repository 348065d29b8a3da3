/* The same with a page that was always its owner's, and only write-protected.
 *
 * Selftest cow.c, cases 13 and 14: "R/O GUP pin on R/O-mapped exclusive page"
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .readonly = 1);
PAGE(spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(bystander) {
	if (get_page_unless_zero(p))
		put_page(p);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
