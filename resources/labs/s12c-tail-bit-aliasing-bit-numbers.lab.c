/* Masks are handed to functions that take bit numbers, and a list head says "was on an LRU".
 *
 * November keeps July's constants 0x2 and 0x4 and gives them to set_bit() and
 * test_bit(): its flags are bits 2 and 4.  Bit 2 is clear in every list pointer.  Bit
 * 4 is clear in pointers from page to page; in the address of a list head it is what
 * it happens to be.  put_user_page() reads it after it has cleared the pinned bit,
 * when the word may be a link again: a page that no pin has isolated is put back, and
 * a reference that nobody had is dropped.
 *
 * Derived from <20181110085041.10071-5-jhubbard@nvidia.com>
 */
#include <lab.h>

NEEDS(count_in_lru);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

BOOT {
	SetPageActive(q);	/* of two neighbouring list heads one has bit 4 set */
}

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	lru_add_drain();
}

ALWAYS(bits_are_free, oracle_flag_encoding(p) && oracle_flag_encoding(q));
NEVER(put_back_unisolated, isolations[page_to_pfn(p)] < 0);
