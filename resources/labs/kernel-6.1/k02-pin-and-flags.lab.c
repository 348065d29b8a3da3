/* What a pin leaves in the flags of an anonymous page: PG_referenced, if it was a fast one.
 *
 * Nothing else of the page tells that it is or was pinned; the map count is what it was.
 *
 * Seen on Linux 6.1.192, scenarios anon-pin-unpin and lru-activate, page-types: rows R7, R12, V1, V2 of
 * docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_FREE);
PAGE(q, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)
#define OTHER	page_to_pfn(q)

ghost unsigned long untouched, slow, fast, fast_given_back, other_before, other_got, dirtied;
ghost int entries_before, entries_while, entries_after;

TASK(process) {
	struct page *page;

	mmap_anonymous(&init_mm, BUFFER);
	mmap_anonymous(&init_mm, OTHER);
	user_write(&init_mm, BUFFER, 1);
	user_write(&init_mm, OTHER, 1);
	lru_add_drain_all();
	ghost {
		untouched = p->flags;
		other_before = q->flags;
		entries_before = p->_mapcount.counter + 1;
	}

	page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE);
	ghost slow = p->flags;
	gup_unpin(page);
	page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);
	ghost {
		fast = p->flags;
		entries_while = p->_mapcount.counter + 1;
	}
	gup_unpin(page);
	ghost {
		fast_given_back = p->flags;
		entries_after = p->_mapcount.counter + 1;
	}

	page = get_user_page_fast(&init_mm, OTHER, FOLL_WRITE);
	ghost other_got = q->flags;
	gup_put(page);

	page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE);
	unpin_user_page_dirty_lock(page);
	ghost dirtied = p->flags;
}

FINALLY(r7_a_slow_pin_touches_no_flag, slow == untouched && !(slow & 1 << PG_referenced));
FINALLY(r7_a_fast_pin_sets_referenced, fast == (untouched | 1 << PG_referenced));
FINALLY(r7_a_fast_get_sets_referenced, other_got == (other_before | 1 << PG_referenced));
FINALLY(r12_unpin_dirty_sets_dirty, dirtied == (fast_given_back | 1 << PG_dirty) && !(fast_given_back & 1 << PG_dirty));
FINALLY(v1_an_unpin_does_not_clear_referenced, fast_given_back == fast);
FINALLY(v1_the_map_count_shows_no_pin, entries_before == 1 && entries_while == 1 && entries_after == 1);
FINALLY(v2_mappedtodisk_means_exclusive,
	untouched == (1 << PG_uptodate | 1 << PG_lru | 1 << PG_swapbacked | 1 << PG_mappedtodisk));
