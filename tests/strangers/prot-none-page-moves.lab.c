/* PROT_NONE memory stays out of reach when its page moves, when a debugger writes to it, and when fork has to copy
 * it for a child. */
#include <lab.h>
#include <linux/migrate.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .contents = 5);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

int moved, closed;

TASK(process) {
	struct page *page;

	change_protection(&init_mm, BUFFER, 0);
	closed = 1;
	moved = migrate_page(p);
	page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_FORCE);
	fork_mm(&init_mm, &child_mm);
	device_write(page);
	gup_unpin(page);
	closed = 0;
	change_protection(&init_mm, BUFFER, VM_READ | VM_WRITE);
	user_write(&init_mm, BUFFER, 6);
}

FINALLY(moved, moved == 0);
NEVER(opened, (init_mm.pte[BUFFER] & _PAGE_PRESENT) && closed);
FINALLY(child_closed, pte_present(child_mm.pte[BUFFER]) && !(child_mm.pte[BUFFER] & _PAGE_PRESENT));
