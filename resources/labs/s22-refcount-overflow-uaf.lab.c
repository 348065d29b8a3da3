/* References without limit wrap the count, and the page is freed while it is mapped.
 *
 * Somebody who can read a file puts its page into pipes and FUSE requests, 2^32 - 1 times
 * (140 GiB of memory will do), and lets one of them go: the count says 0.  get_page() of
 * 4.18 looks at nothing.  No pin takes part.
 *
 * CVE-2019-11487; Jann Horn; merged as 6b3a70773630
 */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(attacker) {
	/* Each of them is a get_page(); nobody else's step in between makes it better. */
	page_ref_add(p, 0x7fffffff);
	ghost ref_taken(p, REF_TASK, 0x7fffffff);
	page_ref_add(p, 0x7fffffff);
	ghost ref_taken(p, REF_TASK, 0x7fffffff);
	get_page(p);
	put_page(p);
}

TASK(reader) {
	struct page *page = find_get_page(&file_mapping, p->index);

	if (page)
		put_page(page);
}

AT(nothing_freed_while_held, page_freed(page), page != p || oracle_no_free_held(page));
ALWAYS(count_in_range, oracle_ref_range(p));
