/* A page that is pinned while it waits in a pagevec stays there until the drain.
 *
 * The second page is pinned for long, and its pin is gone before the drain.
 *
 * Seen on Linux 6.1.192, scenario pagevec-then-pin: row L1 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_FREE);
PAGE(q, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)
#define OTHER	page_to_pfn(q)

#define ref_of(page)	((page)->_refcount.counter)
#define lru_of(page)	(((page)->flags & 1 << PG_lru) != 0)

ghost int pinned, pinned_lru, drained, drained_lru;
ghost int longterm, longterm_lru, given_back, given_back_lru;

TASK(process) {
	struct page *page;

	mmap_anonymous(&init_mm, BUFFER);
	mmap_anonymous(&init_mm, OTHER);
	user_write(&init_mm, BUFFER, 1);
	page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	ghost {
		pinned = ref_of(p);
		pinned_lru = lru_of(p);
	}
	lru_add_drain();
	ghost {
		drained = ref_of(p);
		drained_lru = lru_of(p);
	}
	gup_unpin(page);

	user_write(&init_mm, OTHER, 1);
	page = pin_user_page_fast(&init_mm, OTHER, FOLL_WRITE | FOLL_LONGTERM);
	ghost {
		longterm = ref_of(q);
		longterm_lru = lru_of(q);
	}
	gup_unpin(page);
	ghost {
		given_back = ref_of(q);
		given_back_lru = lru_of(q);
	}
}

FINALLY(l1_pinned_in_the_pagevec, pinned == 1026 && !pinned_lru);
FINALLY(l1_after_the_drain_it_is_on_its_list, drained == 1025 && drained_lru);
FINALLY(l1_a_longterm_pin_does_not_drain, longterm == 1026 && !longterm_lru && given_back == 2 && !given_back_lru);
