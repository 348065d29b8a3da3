/* The process unmaps the page, and the pin lives on.
 *
 * Nothing holds a process to its mapping while a device is at work: the page stays in the
 * page cache with the pin's reference.  What is kept in the page-table entry is gone with
 * it, and the mark that it shares with mlock() goes with the last mlocked mapping.
 *
 * Derived: <20180709134937.fqk77w2jjw62lw6m@quack2.suse.cz> asks what a PTE bit is worth;
 * 6.1: munmap with a pin leaves the page alone, _refcount 1024 and more
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(driver) {
	struct page *page = gup_pin(p);

	if (page) {
		device_write(page);
		gup_unpin(page);
	}
}

TASK(process) {
	munmap_page(p);
}

ALWAYS(pin_seen, oracle_pin_seen(p));
ALWAYS(holders_have_references, oracle_ref_conserved(p));
AT(nothing_freed_while_held, page_freed(page), page != p || oracle_no_free_held(page));
