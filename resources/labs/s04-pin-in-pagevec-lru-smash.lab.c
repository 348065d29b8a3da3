/* Pin words are written over live list pointers.
 *
 * Isolation fails because the page waits in a pagevec.  November's code marks it
 * nevertheless, under its own lock; meanwhile the drain, under lru_lock, has seen
 * an unpinned page and links it.  Count and flag land in a list that is in use.
 *
 * Derived from <20181110085041.10071-5-jhubbard@nvidia.com>; that the transition
 * belongs under lru_lock was Jan Kara's advice in June,
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	lru_add_drain();
}

ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());
