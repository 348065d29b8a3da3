/* A huge page is split while the fast path of GUP pins one of its pages.
 *
 * GUP-fast has read the entry and knows the head; then the split runs from beginning
 * to end and the entry has its old value again.  The reference is taken on a page that
 * is the head of nothing any more, the entry reads as before, and the page that is
 * handed out has no reference of its own.  Looking again whether the page still has
 * that head tells (v5.14); so would a machine on which the split has to wait for
 * whoever runs with interrupts off.
 *
 * Commit c24d37322548; the step "recheck head, undo" of try_grab_compound_head()
 */
#include <lab.h>
#include <linux/huge_mm.h>

COMPARE("refcount-bias", "refcount-bias+gup-head-recheck", "get-only", "get-only+gup-head-recheck", "own-field",
	"own-field+gup-head-recheck", "v5.10", "v5.17", "v6.1", "v6.5");

OVERRIDE(COMPOUND_PAGES, 1);

NEEDS(pins);

PAGE(head, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .order = 1);
PAGE(tail, .kind = PAGE_TAIL, .mapped = 1);

TASK(pinner) {
	struct page *page = gup_pin_fast(tail);

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
ALWAYS(pinned_page_is_held, oracle_compound_held(tail));
FINALLY(references_conserved, oracle_only_entries_hold(head) && oracle_only_entries_hold(tail));
