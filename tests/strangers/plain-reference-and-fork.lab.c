/* A plain reference (FOLL_GET), a fork, the child ends, the parent writes.  Who counts mappings writes in place, who
 * counts references copies and leaves the device behind, with the mark of v5.19 too. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

TASK(parent) {
	struct page *page = get_user_page(&init_mm, BUFFER, FOLL_WRITE);

	fork_mm(&init_mm, &child_mm);
	exit_mmap(&child_mm);
	user_write(&init_mm, BUFFER, 1);
	gup_put(page);
}

ALWAYS(get_coherent, oracle_pins_coherent());
