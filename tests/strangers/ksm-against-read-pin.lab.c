/* KSM joins a page while a fast pin for reading comes; the owner writes later. */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(stable, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(q, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(s1, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(q)

TASK(ksmd) { ksm_merge(&init_mm, BUFFER, stable); }

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);

	if (page)
		gup_unpin(page);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
