/* The same with soft-dirty tracking, which knows to ask since v5.11.
 *
 * Whoever watches a process through /proc/PID/clear_refs write-protects its pages, so that the next
 * write shows.
 *
 * 9348b73c2e1b (v5.11): pinned pages are left writable
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

BOOT {
	gup_pin(p);
}

TASK(owner) {
	user_write(&init_mm, BUFFER, 1);
	gup_unpin(p);
}

TASK(watcher) {
	clear_soft_dirty(&init_mm, BUFFER);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
