/* A process that has pinned something once gets copies of pages with 1023 references.
 *
 * Not 1024: fork takes its own reference before it asks.
 *
 * Seen on Linux 6.1.192, scenario 1024-refs-false-positive: row F3 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(once_pinned, .kind = PAGE_ANON, .mapped = 1);
PAGE(with_1022, .kind = PAGE_ANON, .mapped = 1, .refs = 1021);
PAGE(with_1023, .kind = PAGE_ANON, .mapped = 1, .refs = 1022);
PAGE(with_1024, .kind = PAGE_ANON, .mapped = 1, .refs = 1023);
PAGE(spare_1, .kind = PAGE_FREE);
PAGE(spare_2, .kind = PAGE_FREE);

#define of_child(page)	pte_page(child_mm.pte[page_to_pfn(page)])

TASK(process) {
	struct page *page = pin_user_page_fast(&init_mm, page_to_pfn(once_pinned), FOLL_WRITE);

	gup_unpin(page);
	fork_mm(&init_mm, &child_mm);
}

FINALLY(f3_with_1022_references_shared, of_child(with_1022) == with_1022 && of_child(once_pinned) == once_pinned);
FINALLY(f3_with_1023_references_copied, of_child(with_1023) != with_1023 && child_mm.pte[page_to_pfn(with_1023)] != 0);
FINALLY(f3_with_1024_references_copied, of_child(with_1024) != with_1024 && child_mm.pte[page_to_pfn(with_1024)] != 0);
