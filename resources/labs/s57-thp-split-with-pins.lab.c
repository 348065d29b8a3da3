/* A huge page is split while somebody pins one of its pages.
 *
 * The split counts: every reference of the head must be an entry's or its own.  It
 * looks once before it unmaps the page, and once more when nothing maps it, by
 * freezing the count; a pin that has come in between makes it give up and put all
 * entries back.  So no page of order 0 inherits a pin, or loses one.  June's flag is
 * set on the page that GUP returned, a tail, and asked of the head.
 *
 * The extra reference prevents the split: Jan Kara,
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>
#include <linux/huge_mm.h>

OVERRIDE(COMPOUND_PAGES, 1);

NEEDS(pins);

PAGE(head, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .order = 1);
PAGE(tail, .kind = PAGE_TAIL, .mapped = 1);

TASK(pinner) {
	struct page *page = gup_pin(tail);

	device_write(page);
	gup_unpin(page);
}

TASK(splitter) {
	get_page(head);
	lock_page(head);
	split_huge_page(head);
	unlock_page(head);
	put_page(head);
}

QUIESCE { lru_add_drain_all(); }

AT(split_unpinned, page_split(page, nr), oracle_split_unpinned(page, nr));
ALWAYS(pin_seen, oracle_compound_pin_seen(tail));
ALWAYS(pinned_page_is_held, oracle_compound_held(tail));
ALWAYS(tail_sanity, oracle_tail_sanity());
FINALLY(references_conserved, oracle_only_entries_hold(head) && oracle_only_entries_hold(tail));
