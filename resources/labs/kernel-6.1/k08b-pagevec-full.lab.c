/* A pagevec drains itself when it is full: with its 15th page.
 *
 * One page of the process waits in it already, so that the 14th page that a fault makes is the
 * one that flushes.
 *
 * Seen on Linux 6.1.192, scenario pagevec-then-pin: row L2 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(other, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .mapped = 1);
PAGE(p_1, .kind = PAGE_FREE);
PAGE(p_2, .kind = PAGE_FREE);
PAGE(p_3, .kind = PAGE_FREE);
PAGE(p_4, .kind = PAGE_FREE);
PAGE(p_5, .kind = PAGE_FREE);
PAGE(p_6, .kind = PAGE_FREE);
PAGE(p_7, .kind = PAGE_FREE);
PAGE(p_8, .kind = PAGE_FREE);
PAGE(p_9, .kind = PAGE_FREE);
PAGE(p_10, .kind = PAGE_FREE);
PAGE(p_11, .kind = PAGE_FREE);
PAGE(p_12, .kind = PAGE_FREE);
PAGE(p_13, .kind = PAGE_FREE);
PAGE(p_14, .kind = PAGE_FREE);

#define AREA	page_to_pfn(p_1)

ghost int flushed_with;

TASK(process) {
	int i;

	for (i = 1; i <= 14; i++) {
		mmap_anonymous(&init_mm, AREA + i - 1);
		user_write(&init_mm, AREA + i - 1, 1);
		ghost if (!flushed_with && (p_1->flags & 1 << PG_lru))
			flushed_with = i;
	}
}

FINALLY(l2_the_fifteenth_page_flushes, flushed_with == 14);
FINALLY(l2_all_of_them, page_on_lru(other) && page_on_lru(p_1) && page_on_lru(p_14));
