/* Everybody who pins memory that was never written pins the same page.
 *
 * Long-term readers (VFIO maps all of a guest) meet the shared zero page at thousands of
 * addresses, and its 21 bits of pins are the whole machine's.  Since v6.5 pin and unpin
 * leave that page alone, both of them: a backport that got one side wrong had to be
 * repaired.  Here one pin weighs 2^29, so that four are too many.
 *
 * c8070b787519 (v6.5); 6.1.130 and its repair,
 * <20250416202441.3911142-1-alex.williamson@redhat.com>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, "refcount-bias+gup-zero-page", "own-field+gup-zero-page");
OVERRIDE(GUP_PIN_COUNTING_BIAS, 0x20000000);

PAGE(zero, .kind = PAGE_ZERO, .mapped = 1);

/* How many references the page has when nobody reads, and how many readers were turned away. */
int at_rest;
int refused;

static struct page *pin_for_reading(void)
{
	return pin_user_page(&init_mm, page_to_pfn(zero), FOLL_LONGTERM);
}

BOOT {
	pin_for_reading();	/* two guests that never end */
	pin_for_reading();
	at_rest = page_ref_count(zero);
}

static void start_and_stop_guest(void)
{
	struct page *page = pin_for_reading();

	if (page)
		gup_unpin(page);
	else
		refused++;
}

TASK(guest) {
	start_and_stop_guest();
}

TASK(other_guest) {
	start_and_stop_guest();
}

ALWAYS(count_in_range, oracle_ref_range(zero));
NEVER(reader_refused, refused > 0);
FINALLY(as_many_as_before, zero->_refcount.counter == at_rest);
