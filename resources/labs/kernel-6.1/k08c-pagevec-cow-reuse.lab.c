/* A write reuses a page whose other process has gone, although this CPU's pagevec still holds it.
 *
 * The pagevec's reference would look like somebody's; the fault drains that one pagevec first.
 *
 * Seen on Linux 6.1.192, scenario pagevec-cow-reuse: row L3 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_FREE);
PAGE(spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

ghost int shared, alone, alone_lru, reused;

int forked, gone;

TASK(parent, .cpu = 0) {
	mmap_anonymous(&init_mm, BUFFER);
	user_write(&init_mm, BUFFER, 1);
	fork_mm(&init_mm, &child_mm);
	ghost shared = p->_mapcount.counter + 1;
	forked = 1;
	wait_event(gone);
	ghost {
		alone = p->_refcount.counter;
		alone_lru = PageLRU(p);
	}
	user_write(&init_mm, BUFFER, 2);
	ghost reused = pte_page(init_mm.pte[BUFFER]) == p && page_contents[BUFFER] == 2 && p->_refcount.counter == 1;
}

TASK(child, .cpu = 1) {
	wait_event(forked);
	exit_mmap(&child_mm);
	gone = 1;
}

FINALLY(l3_alone_but_in_the_pagevec, shared == 2 && alone == 2 && !alone_lru);
FINALLY(l3_the_write_reuses_the_page, reused);
