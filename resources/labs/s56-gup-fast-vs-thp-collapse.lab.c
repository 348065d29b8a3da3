/* khugepaged takes a page table away while the fast path of GUP is in it.
 *
 * GUP-fast has found the table through the PMD.  khugepaged clears the PMD, sees that
 * each page has one reference, copies the pages into a huge page and frees them.  A
 * reference that comes after the count was looked at is a pin on the old page: the
 * entry in the table that was taken away still reads the same.  The PMD does not.
 *
 * Fixed in v6.1, commit 70cbc3cc78a9; the three hazards are listed in
 * <20221129154730.2274278-2-jannh@google.com>.  A machine whose TLB flush waits for
 * whoever runs with interrupts off does not get here; not all do.
 */
#include <lab.h>
#include <linux/huge_mm.h>

COMPARE("refcount-bias", "refcount-bias+gup-pmd-recheck", "get-only", "own-field", "v5.10", "v5.17", "v6.1", "v6.5");

OVERRIDE(COMPOUND_PAGES, 1);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(huge, .kind = PAGE_FREE, .order = 1);
PAGE(huge_tail, .kind = PAGE_TAIL);

TASK(pinner) {
	struct page *page = gup_pin_fast(p);

	device_write(page);
	gup_unpin(page);
}

TASK(khugepaged) {
	collapse_huge_page(&init_mm, page_to_pfn(p));
}

ALWAYS(pin_coherent, oracle_pin_coherent(p));
AT(nothing_freed_while_pinned, page_freed(page), oracle_not_pinned(page));
