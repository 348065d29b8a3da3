/* The flag becomes visible before the count, and November's own assertion trips over it.
 *
 * With the assertions of the posting, put_page() of a page that reads as pinned
 * compares references with pins; where the flag is visible and the count is not, it
 * compares them with the poison of list_del().  Without the assertions nobody looks at
 * the count without a pin of his own, and November is safe (s15).
 *
 * Derived from <20181110085041.10071-7-jhubbard@nvidia.com>
 */
#include <lab.h>

COMPARE("get-only@relaxed", "page-flag-2018-06@relaxed", "lru-overlay-2018-07@relaxed",
	"lru-overlay-2018-11@relaxed", "own-field@relaxed", "refcount-bias@relaxed",
	"lru-overlay-2018-11@x86-TSO", "lru-overlay-2018-11");

OVERRIDE(DEBUG_VM, 1);

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .refs = 1);

TASK(pinner) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(bystander) {
	put_page(p);		/* the reference it has held from the start */
}

NEVER(bug, false);
NEVER(decrement_lost, early_overlay_writes[page_to_pfn(p)] > 0);
