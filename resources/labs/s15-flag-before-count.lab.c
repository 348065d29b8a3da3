/* The flag of the pin record becomes visible before its count.
 *
 * The page has just been isolated, word 2 holds the poison of list_del().  The pinner
 * stores the count, then the flag, with nothing between; a machine that does not keep
 * stores in order shows the flag first.  Who drops a reference now decrements the
 * poison, and the count that arrives later knows nothing of it.
 *
 * Derived from <20180702005654.20369-6-jhubbard@nvidia.com>.  November releases pins
 * by a call that tests no flag; with its assertions on, see s15b.
 */
#include <lab.h>

COMPARE("get-only@relaxed", "page-flag-2018-06@relaxed", "lru-overlay-2018-07@relaxed",
	"lru-overlay-2018-11@relaxed", "own-field@relaxed", "refcount-bias@relaxed",
	"lru-overlay-2018-07@x86-TSO", "lru-overlay-2018-07");

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

NEVER(decrement_lost, early_overlay_writes[page_to_pfn(p)] > 0);
