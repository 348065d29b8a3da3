/* KSM joins a page to one that its owner gives up at the same time by writing to it: KSM has a reference of its own. */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(stable, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(q, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

ghost int merged;

TASK(ksmd) { int err = ksm_merge(&init_mm, page_to_pfn(q), stable); ghost merged = err == 0; }

TASK(owner) {
	user_write(&init_mm, page_to_pfn(q), 2);
	user_write(&init_mm, page_to_pfn(stable), 3);
}

QUIESCE { user_read(&init_mm, page_to_pfn(q)); }

FINALLY(each_its_own, page_contents[page_to_pfn(pte_page(init_mm.pte[page_to_pfn(q)]))] == 2 &&
	page_contents[page_to_pfn(pte_page(init_mm.pte[page_to_pfn(stable)]))] == 3);
NEVER(warn, false);
