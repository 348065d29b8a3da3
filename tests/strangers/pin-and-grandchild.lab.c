/* Parent pins, forks, the child forks again: the pin stays with the parent, and each sees its own. */
#include <lab.h>

OVERRIDE(NR_MMS, 3);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);
PAGE(s3, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

int forked;

TASK(parent) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);

	fork_mm(&init_mm, &child_mm);
	forked = 1;
	user_write(&init_mm, BUFFER, 1);
	device_write(page);
	gup_unpin(page);
}

TASK(child) {
	wait_event(forked);
	fork_mm(&child_mm, &mms[2]);
	user_write(&child_mm, BUFFER, 2);
	user_read(&mms[2], BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
ALWAYS(cow_isolation, oracle_cow_isolated());
