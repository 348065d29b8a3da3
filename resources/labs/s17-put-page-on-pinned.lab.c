/* The wrong release: put_page() on a page that somebody else has pinned.
 *
 * An error path drops references that it never took.  One too many, and with the last
 * mapping the live pin is no longer seen, where a pin is nothing but references; as many
 * as the pin holds, and the page is gone under the device.  A count of its own survives
 * and says so when the page is freed; July's and the put hook's pay with the pin itself.
 * The lab's own program is wrong on purpose.
 *
 * In kind: the RDS zerocopy error path, an advisory of 2026 (QVD-2026-27616);
 * Documentation/core-api/pin_user_pages.rst demands matching calls
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(once, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

/* What one pin, with its record, holds: 1, or 1024, or 2 where isolation keeps one. */
int pin_holds;

BOOT {
	pin_holds = page_ref_count(p);
	gup_pin(p);		/* the owner's; its device is at work to the end */
	pin_holds = page_ref_count(p) - pin_holds;
	gup_pin(once);
	gup_unpin(once);
}

TASK(error_path) {
	bool last;

	put_page(p);
	if (choose(0, 1) && pin_holds > 1) {
		/* The rest of them, one after the other. */
		last = page_ref_sub_and_test(p, pin_holds - 1);
		ghost ref_dropped(p, REF_TASK, pin_holds - 1);
		if (last)
			__put_page(p);
	}
}

TASK(process) {
	munmap_page(p);
}

ALWAYS(pin_seen, oracle_pin_seen(p)) WHEN(generation[page_to_pfn(p)] == 0);
AT(no_pin_on_record_at_free, page_freed(page), page != p || oracle_no_pin_on_record(page));
COST(flag_stays, oracle_looks_pinned(once));
