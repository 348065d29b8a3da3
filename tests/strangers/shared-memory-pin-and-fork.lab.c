/* Shared memory under a long-term pin: fork copies nothing, both see what the device writes. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(FILE_SYSTEM, FS_SHMEM);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

TASK(parent) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);

	fork_mm(&init_mm, &child_mm);
	user_write(&child_mm, BUFFER, 2);
	user_write(&init_mm, BUFFER, 3);
	device_write(page);
	gup_unpin(page);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
ALWAYS(cow_isolation, oracle_cow_isolated());
FINALLY(one_page, pte_page(init_mm.pte[BUFFER]) == p && pte_page(child_mm.pte[BUFFER]) == p && p->_mapcount.counter == 1);
