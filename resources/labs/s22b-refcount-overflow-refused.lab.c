/* References without limit are refused before they wrap.
 *
 * try_get_page() looks before it takes and refuses a count that is not positive.  The one
 * that crosses the sign bit has looked in time, and so may a few others; two thousand
 * million are to spare before the count is small again.
 *
 * v5.1, 8fde12ca79af, merged as 6b3a70773630
 */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

/* Where this one is allowed so are as many as bring the count to the sign bit, each with a
 * look of its own; nobody else's step in between makes it better. */
static void take_many(struct page *page)
{
	if (try_get_page(page)) {
		page_ref_add(page, 0x7ffffffd);
		ghost ref_taken(page, REF_TASK, 0x7ffffffd);
	}
}

TASK(attacker) {
	int i;

	take_many(p);
	take_many(p);
	for (i = 0; i < 3; i++)
		try_get_page(p);
	put_page(p);
}

TASK(reader) {
	if (try_get_page(p))
		put_page(p);
}

AT(nothing_freed_while_held, page_freed(page), page != p || oracle_no_free_held(page));
