/* November's putback goes through a pagevec, so that the second pin cannot isolate and the
 * drain skips the page.  July strands it after the first. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

TASK(owner) {
	struct page *page = gup_pin(p);

	gup_unpin(page);
	page = gup_pin(p);
	lru_add_drain();
	gup_unpin(page);
}

QUIESCE { lru_add_drain_all(); }

FINALLY(nothing_stranded, page_on_lru(p));
