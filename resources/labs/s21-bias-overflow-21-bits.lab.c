/* Too many pins of one small page.
 *
 * Pins of 1024 leave 21 bits of a signed count: the 2097152nd crosses the sign bit.  A
 * guard looks before each addition, and the one that crosses has looked in time; the next
 * ones are refused.  The unsigned comparison goes on saying "pinned".  Here one pin weighs
 * 2^29, so that the fourth is the one.
 *
 * Documentation/core-api/pin_user_pages.rst: 21 bits; huge pages did overflow in tests,
 * <20200125021115.731629-1-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(pins);
OVERRIDE(GUP_PIN_COUNTING_BIAS, 0x20000000);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

BOOT {
	gup_pin_fast(p);
	gup_pin_fast(p);
}

TASK(pinner) {
	gup_pin_fast(p);
}

TASK(next_pinner) {
	gup_pin_fast(p);
}

ALWAYS(count_in_range, oracle_ref_range(p));
