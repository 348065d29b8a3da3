/* mlock and pins do not meddle with each other, in whatever order they come and go.
 *
 * A locked area cannot be paged out by its owner; a page that is unmapped while it is pinned is mlocked no more.
 *
 * Seen on Linux 6.1.192, scenario mlock-munlock-pin: rows M1, M5 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MLOCK_BATCH, 1);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .mapped = 1);

#define at(page)	page_to_pfn(page)
#define locked_bits	(1 << PG_mlocked | 1 << PG_unevictable)

ghost int locked_refs, locked_flags, locked_count, then_pinned, then_unlocked, then_unlocked_flags;
ghost int first_pinned, then_locked, then_unpinned, then_unpinned_flags;
ghost int unmapped_refs, unmapped_flags;
int pageout_result;

TASK(process) {
	struct page *page;

	mlock_page(&init_mm, at(p));
	ghost {
		locked_refs = p->_refcount.counter;
		locked_flags = p->flags & locked_bits;
		locked_count = p->mlock_count;
	}
	pageout_result = madvise_pageout(&init_mm, at(p));
	page = pin_user_page_fast(&init_mm, at(p), FOLL_WRITE);
	ghost then_pinned = p->_refcount.counter;
	munlock_page(&init_mm, at(p));
	ghost {
		then_unlocked = p->_refcount.counter;
		then_unlocked_flags = p->flags & locked_bits;
	}
	gup_unpin(page);

	page = pin_user_page(&init_mm, at(q), FOLL_WRITE);
	ghost first_pinned = q->_refcount.counter;
	mlock_page(&init_mm, at(q));
	ghost then_locked = q->_refcount.counter;
	gup_unpin(page);
	ghost {
		then_unpinned = q->_refcount.counter;
		then_unpinned_flags = q->flags & locked_bits;
	}

	page = pin_user_page_fast(&init_mm, at(q), FOLL_WRITE);
	munmap(&init_mm, at(q));
	ghost {
		unmapped_refs = q->_refcount.counter;
		unmapped_flags = q->flags & locked_bits;
	}
	gup_unpin(page);
}

FINALLY(m1_mlock_takes_no_reference, locked_refs == 1 && locked_flags == locked_bits && locked_count == 1);
FINALLY(m1_mlock_pin_munlock, then_pinned == 1025 && then_unlocked == 1025 && then_unlocked_flags == 0);
FINALLY(m1_pin_mlock_unpin,
	first_pinned == 1025 && then_locked == 1025 && then_unpinned == 1 && then_unpinned_flags == locked_bits);
FINALLY(m5_pageout_of_a_locked_area_is_einval, pageout_result == -EINVAL);
FINALLY(m5_unmapped_with_the_pin_alone, unmapped_refs == 1024 && unmapped_flags == 0);
