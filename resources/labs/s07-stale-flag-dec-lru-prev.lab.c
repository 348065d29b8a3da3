/* A decrement lands on a list pointer.
 *
 * July's put_page() tests the flag and then, with nothing that holds the flag in
 * place, decrements the count.  In between the owner's put_page() has brought the
 * count to 0, cleared the flag and given both words back: lru.prev is off by one.
 *
 * Derived from patch 5/6 of 1 July 2018,
 * <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(count_in_lru);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .refs = 1);

BOOT {
	gup_pin(p);
}

TASK(bystander) {
	put_page(p);		/* the reference it has held from the start */
}

TASK(owner) {
	gup_unpin(p);
}

NEVER(count_written_without_flag, stray_overlay_writes[page_to_pfn(p)] > 0);
