/* gup_longterm.c: R/W long-term pin of a shared ext4 mapping: refused by v6.5, fast and slow; R/O allowed. */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);
PAGE(s1, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

ghost int rw, ro, rw_short;

TASK(process) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);

	if (page) {
		ghost rw++;
		gup_unpin(page);
	}
	page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);
	if (page) {
		ghost rw++;
		gup_unpin(page);
	}
	page = pin_user_page_fast(&init_mm, BUFFER, FOLL_LONGTERM);
	if (page) {
		ghost ro++;
		gup_unpin(page);
	}
	page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	if (page) {
		ghost rw_short++;
		gup_unpin(page);
	}
}

FINALLY(refused, rw == 0);
FINALLY(allowed, ro == 1 && rw_short == 1);
