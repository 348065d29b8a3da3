/* What a fault, pins and gets do to the reference count of one anonymous page.
 *
 * The order of calls is that of the capture: a write, a drain, a fast and a slow pin, both given
 * back, the same for long, then plain references.
 *
 * Seen on Linux 6.1.192, scenario anon-pin-unpin: rows R1, R2, R3, R4, R5, R6 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)
#define ref_of(page)	((page)->_refcount.counter)
#define lru_of(page)	(((page)->flags & 1 << PG_lru) != 0)

ghost int faulted, faulted_lru, drained, drained_lru;
ghost int fast, both, one_given_back, all_given_back;
ghost int longterm_fast, longterm_slow, got_fast, put_again;

TASK(process) {
	struct page *first, *second;

	mmap_anonymous(&init_mm, BUFFER);
	user_write(&init_mm, BUFFER, 1);
	ghost {
		faulted = ref_of(p);
		faulted_lru = lru_of(p);
	}
	lru_add_drain_all();
	ghost {
		drained = ref_of(p);
		drained_lru = lru_of(p);
	}

	first = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	ghost fast = ref_of(p);
	second = pin_user_page(&init_mm, BUFFER, FOLL_WRITE);
	ghost both = ref_of(p);
	gup_unpin(first);
	ghost one_given_back = ref_of(p);
	gup_unpin(second);
	ghost all_given_back = ref_of(p);

	first = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);
	ghost longterm_fast = ref_of(p);
	gup_unpin(first);
	second = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);
	ghost longterm_slow = ref_of(p);
	gup_unpin(second);

	first = get_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	ghost got_fast = ref_of(p);
	gup_put(first);
	ghost put_again = ref_of(p);
}

FINALLY(r1_a_fresh_page_waits_in_the_pagevec, faulted == 2 && !faulted_lru);
FINALLY(r1_after_the_drain_one_reference, drained == 1 && drained_lru);
FINALLY(r2_a_fast_pin_adds_1024, fast == 1025);
FINALLY(r3_a_slow_pin_adds_1024, both == 2049);
FINALLY(r4_an_unpin_takes_1024, one_given_back == 1025 && all_given_back == 1);
FINALLY(r5_longterm_has_the_same_arithmetic, longterm_fast == 1025 && longterm_slow == 1025);
FINALLY(r6_a_get_is_one_reference, got_fast == 2 && put_again == 1);
