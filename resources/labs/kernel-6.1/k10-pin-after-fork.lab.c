/* What a pin does with a page that fork has left shared.
 *
 * A pin for reading gets its owner a page of its own first, and the owner's next write keeps it; a
 * pin for writing breaks COW; a plain reference for reading does neither.  A pin of another process's
 * memory (process_vm_readv) unshares it there.
 *
 * Seen on Linux 6.1.192, scenarios fork-then-pin A, B, C, process_vm_readv: rows C4, U4 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(reading, .kind = PAGE_ANON, .shared = 1, .contents = 1);
PAGE(writing, .kind = PAGE_ANON, .shared = 1, .contents = 1);
PAGE(got, .kind = PAGE_ANON, .shared = 1, .contents = 1);
PAGE(remote, .kind = PAGE_ANON, .shared = 1, .contents = 1);
PAGE(spare_1, .kind = PAGE_FREE);
PAGE(spare_2, .kind = PAGE_FREE);
PAGE(spare_3, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)
#define entry(mm, page)	((mm)->pte[at(page)])

ghost int unshared, broken, left_alone, remote_unshared, remote_held, remote_given_back, kept;

TASK(parent) {
	struct page *page;

	page = pin_user_page_fast(&init_mm, at(reading), 0);
	ghost unshared = page != reading && pte_page(entry(&init_mm, reading)) == page && page_anon_exclusive_peek(page);
	user_write(&init_mm, at(reading), 2);
	ghost kept = pte_page(entry(&init_mm, reading)) == page && page_contents[at(page)] == 2;

	page = pin_user_page(&init_mm, at(writing), FOLL_WRITE);
	ghost broken = page != writing && pte_page(entry(&init_mm, writing)) == page && pte_write(entry(&init_mm, writing));

	page = get_user_page_fast(&init_mm, at(got), 0);
	ghost left_alone = page == got && pte_page(entry(&init_mm, got)) == got && !pte_write(entry(&init_mm, got)) &&
			   !page_anon_exclusive_peek(got) && got->_mapcount.counter == 1;

	lru_add_drain_all();
	page = pin_user_page(&child_mm, at(remote), 0);
	ghost {
		remote_unshared = page != remote && pte_page(entry(&child_mm, remote)) == page;
		remote_held = page->_refcount.counter;
	}
	gup_unpin(page);
	ghost remote_given_back = remote_held - page->_refcount.counter;
}

FINALLY(c4_a_pin_for_reading_unshares, unshared);
FINALLY(c4_the_next_write_keeps_it, kept);
FINALLY(c4_a_pin_for_writing_breaks_cow, broken);
FINALLY(c4_a_get_for_reading_does_neither, left_alone);
FINALLY(u4_a_remote_pin_unshares_the_target, remote_unshared);
FINALLY(u4_a_remote_pin_is_1024, remote_held >= 1025 && remote_given_back == 1024);
