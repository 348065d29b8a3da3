/* A page under a long-term pin must stay its process's own across a fork.
 *
 * The buffer is registered (FOLL_PIN, for writing), then the process forks and writes.  If fork
 * shared the page, the write would move the parent away from its device, and the child would see
 * what the device writes.
 *
 * 70e806e4e645 (v5.9): fork copies such a page for the child at once; selftest cow.c, case 8:
 * "fork() with an iouring fixed buffer"
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

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
	user_read(&child_mm, BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
ALWAYS(cow_isolation, oracle_cow_isolated());
