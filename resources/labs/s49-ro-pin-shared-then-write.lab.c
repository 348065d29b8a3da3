/* A page that parent and child share is pinned for reading; then its owner writes.
 *
 * The write copies, as it must, and the owner goes on with the copy.  The device reads the old page
 * for ever, unless the pin has given the owner a page of its own first.
 *
 * a7f226604170 (v5.19); selftest cow.c, cases 9 and 10: "R/O GUP pin on R/O-mapped shared page"
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .shared = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(child) {
	user_read(&child_mm, BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
