/* MADV_PAGEOUT of a pinned page, then fork. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

TASK(parent) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE);

	madvise_pageout(&init_mm, BUFFER);
	fork_mm(&init_mm, &child_mm);
	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
