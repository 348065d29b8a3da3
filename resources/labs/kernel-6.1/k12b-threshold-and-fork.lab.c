/* Fork takes many references for a pin only where the process has ever pinned anything.
 *
 * Seen on Linux 6.1.192, scenario 1024-refs-false-positive: row F2 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_ANON, .mapped = 1, .refs = 1023);
PAGE(spare, .kind = PAGE_FREE);

bool looks_pinned;

TASK(process) {
	looks_pinned = page_maybe_dma_pinned(p);
	fork_mm(&init_mm, &child_mm);
}

FINALLY(f2_looks_pinned, looks_pinned);
FINALLY(f2_fork_shares_it_all_the_same,
	pte_page(child_mm.pte[page_to_pfn(p)]) == p && p->_mapcount.counter == 1 && p->_refcount.counter == 1025);
