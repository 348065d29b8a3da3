/* A private mapping shows a page of the page cache, which is pinned for reading; then its owner
 * writes.
 *
 * The file's page is everybody's: the write copies it.  A pin that is to see the owner's writes has
 * to copy first.
 *
 * <20221116102659.70287-1-david@redhat.com>; 84209e87c696 (v6.2); selftest cow.c, cases N2 and N3
 * with memfd and tmpfile
 */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_FILE, .private_mapping = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(bystander) {
	user_read(&init_mm, BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
