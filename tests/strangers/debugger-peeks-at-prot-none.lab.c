/* A debugger pins PROT_NONE memory for reading (FOLL_FORCE): the process itself still cannot get at it.  GUP goes
 * through such an entry without FOLL_NUMA, and leaves it as it is. */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .contents = 5);

ghost int peeked;

TASK(debugger) {
	struct page *page;

	change_protection(&init_mm, page_to_pfn(p), 0);
	page = pin_user_page(&init_mm, page_to_pfn(p), FOLL_FORCE);
	if (page) {
		ghost peeked = 1;
		gup_unpin(page);
	}
}

FINALLY(peeked, peeked);
FINALLY(entry_still_forbids, !(init_mm.pte[page_to_pfn(p)] & _PAGE_PRESENT));
