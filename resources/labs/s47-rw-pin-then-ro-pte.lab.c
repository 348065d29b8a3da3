/* A page is pinned for writing, and its entry turns read-only.
 *
 * mprotect() takes the right to write away and gives it back; the owner's next write faults.  If
 * that fault counts references, the pin is one too many: the owner gets a copy, the device keeps
 * the old page.
 *
 * <20220329160440.193848-1-david@redhat.com>, item 3; selftest cow.c, case 7: "R/O-mapping a page
 * registered as iouring fixed buffer"
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);

	change_protection(&init_mm, BUFFER, VM_READ);
	change_protection(&init_mm, BUFFER, VM_READ | VM_WRITE);
	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(device) {
	device_write(p);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
