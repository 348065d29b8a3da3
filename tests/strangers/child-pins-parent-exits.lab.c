/* The child of a fork pins the shared page for reading, the parent ends, the child writes. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .shared = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

TASK(child) {
	struct page *page = pin_user_page_fast(&child_mm, BUFFER, FOLL_LONGTERM);

	exit_mmap(&init_mm);
	user_write(&child_mm, BUFFER, 1);
	gup_unpin(page);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
