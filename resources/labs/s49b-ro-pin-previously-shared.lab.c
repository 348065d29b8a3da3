/* The same with a page that was shared: the child is gone.
 *
 * The entry is still read-only.  Who counts references sees the pin and copies; who looks at the
 * map count or at a mark does not, and the mark must be there before the pin.
 *
 * Selftest cow.c, cases 11 and 12: "R/O GUP pin on R/O-mapped previously-shared page"
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

BOOT {
	munmap(&child_mm, BUFFER);
}

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
