/* After a fork neither sees what the other writes.
 *
 * Parent and child write to the same address, each then reads it.  No GUP at all: whatever says
 * when a page may be written in place must get this right.
 *
 * Selftest cow.c, case 1: "Basic COW after fork()"
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

int forked;

TASK(parent) {
	fork_mm(&init_mm, &child_mm);
	forked = 1;
	user_write(&init_mm, BUFFER, 1);
	user_read(&init_mm, BUFFER);
}

TASK(child) {
	wait_event(forked);
	user_read(&child_mm, BUFFER);
	user_write(&child_mm, BUFFER, 2);
}

ALWAYS(cow_isolation, oracle_cow_isolated());
FINALLY(own_words_kept, page_contents[init_mm.pte[BUFFER] >> PAGE_SHIFT] == 1 &&
			page_contents[child_mm.pte[BUFFER] >> PAGE_SHIFT] == 2);
ALWAYS(writable_exclusive, oracle_writable_exclusive(p)) WHEN(page_table_lock_free(&init_mm));
