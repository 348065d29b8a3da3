/* A page moves if nobody holds it; one reference too many keeps it where it is.
 *
 * MADV_SOFT_OFFLINE says -EBUSY then, whatever the reason.  The page has been isolated and is put back
 * through a pagevec; what its entry knew of a write it knows now itself.
 *
 * Seen on Linux 6.1.192, scenario soft-offline-while-pinned: row S6 of docs/ground-truth.md
 */
#include <lab.h>
#include <linux/migrate.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(plain, .kind = PAGE_ANON, .mapped = 1);
PAGE(pinned, .kind = PAGE_ANON, .mapped = 1);
PAGE(got, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)
#define entry(page)	(init_mm.pte[at(page)])

int plain_result, pinned_result, got_result;
ghost int refs, dirty_before, dirty;

TASK(process) {
	user_write(&init_mm, at(plain), 1);
	user_write(&init_mm, at(pinned), 1);
	user_write(&init_mm, at(got), 1);
	pin_user_page_fast(&init_mm, at(pinned), FOLL_WRITE);
	get_user_page_fast(&init_mm, at(got), FOLL_WRITE);

	ghost dirty_before = PageDirty(pinned);
	pinned_result = migrate_page(pinned);
	ghost {
		refs = pinned->_refcount.counter;
		dirty = PageDirty(pinned);
	}
	got_result = migrate_page(got);
	plain_result = migrate_page(plain);
}

FINALLY(s6_an_unpinned_page_moves, plain_result == 0 && pte_present(entry(plain)) && pte_page(entry(plain)) != plain);
FINALLY(s6_a_pinned_page_does_not, pinned_result < 0 && pte_present(entry(pinned)) && pte_page(entry(pinned)) == pinned);
FINALLY(s6_put_back_through_a_pagevec, refs == 1026);
FINALLY(s6_it_is_dirty_now, !dirty_before && dirty);
FINALLY(s6_one_reference_is_enough, got_result < 0 && pte_present(entry(got)) && pte_page(entry(got)) == got);
