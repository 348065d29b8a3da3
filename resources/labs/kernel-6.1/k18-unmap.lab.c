/* A pinned page outlives munmap, MADV_DONTNEED and its process, with the pin alone.
 *
 * It stays on its LRU list; the unpin frees it.
 *
 * Seen on Linux 6.1.192, scenario pin-then-unmap: rows W4, L6 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(unmapped, .kind = PAGE_ANON, .mapped = 1);
PAGE(not_needed, .kind = PAGE_ANON, .mapped = 1);
PAGE(left, .kind = PAGE_ANON, .mapped = 1);

#define at(page)	page_to_pfn(page)

ghost int after_munmap, after_dontneed, after_exit, on_lru, given_back;

static __pure bool only_pinned(struct page *page)
{
	return page->_refcount.counter == 1024 && page->_mapcount.counter == -1;
}

TASK(process) {
	pin_user_page_fast(&init_mm, at(unmapped), FOLL_WRITE);
	pin_user_page_fast(&init_mm, at(not_needed), FOLL_WRITE);
	pin_user_page_fast(&init_mm, at(left), FOLL_WRITE);

	munmap(&init_mm, at(unmapped));
	ghost after_munmap = only_pinned(unmapped);
	madvise_dontneed(&init_mm, at(not_needed));
	ghost after_dontneed = only_pinned(not_needed);
	exit_mmap(&init_mm);
	ghost {
		after_exit = only_pinned(left);
		on_lru = page_on_lru(unmapped) && page_on_lru(not_needed) && page_on_lru(left);
	}
	gup_unpin(unmapped);
	gup_unpin(not_needed);
	gup_unpin(left);
	ghost given_back = page_is_free[at(unmapped)] && page_is_free[at(not_needed)] && page_is_free[at(left)];
}

FINALLY(w4_after_munmap, after_munmap);
FINALLY(w4_after_dontneed, after_dontneed);
FINALLY(w4_after_exit, after_exit);
FINALLY(w4_the_unpin_frees_it, given_back);
FINALLY(l6_pinned_pages_stay_on_their_list, on_lru);
