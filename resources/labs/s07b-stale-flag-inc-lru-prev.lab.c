/* The other side of s07: the increment looks again, under the lock.
 *
 * July's get_page() tests the flag, takes the lock, tests the flag again and counts; and
 * the flag is cleared under the same lock.  Take any of the three away and the count goes
 * into a word that has been given back.
 *
 * Derived from patch 5/6 of 1 July 2018,
 * <20180702005654.20369-6-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(count_in_lru);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

BOOT {
	gup_pin(p);
}

/* Puts the page into a pipe, where it stays. */
TASK(bystander) {
	get_page(p);
}

TASK(owner) {
	gup_unpin(p);
}

NEVER(count_written_without_flag, stray_overlay_writes[page_to_pfn(p)] > 0);
