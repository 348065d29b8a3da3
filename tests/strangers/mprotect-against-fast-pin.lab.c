/* mprotect takes the right to write while fast GUP comes for it; afterwards the owner gets it back. */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

TASK(io) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);

	if (page) {
		device_write(page);
		gup_unpin(page);
	}
}

TASK(process) {
	change_protection(&init_mm, BUFFER, VM_READ);
	change_protection(&init_mm, BUFFER, VM_READ | VM_WRITE);
	user_write(&init_mm, BUFFER, 1);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
