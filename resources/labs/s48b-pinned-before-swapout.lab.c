/* A page that has long been pinned gets a place in swap.
 *
 * No race: the pin was there before reclaim looked.  Nobody looked before v5.11; reclaim unmapped the
 * page, wrote it out, and found only at the end that somebody holds it.
 *
 * feb889fb40fa (v5.11)
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
NEEDS(pins);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

BOOT {
	gup_pin(p);
}

TASK(kswapd) {
	shrink_inactive_list(1, LRU_INACTIVE_ANON);
}

TASK(owner) {
	device_write(p);
	gup_unpin(p);
}

ALWAYS(no_swapcache_pinned, oracle_not_swapped_while_pinned(p));
