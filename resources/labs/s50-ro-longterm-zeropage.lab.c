/* A private mapping shows the shared zero page, which is pinned for reading; then its owner writes.
 *
 * Untouched memory that has only been read maps the zero page.  The write gives the owner a page of
 * its own; the device goes on reading zeros.
 *
 * <20221107161740.144456-4-david@redhat.com> lists the variants; 84209e87c696 (v6.2); selftest cow.c,
 * cases N2 and N3
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(zero, .kind = PAGE_ZERO, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(zero)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(bystander) {
	user_read(&init_mm, BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
