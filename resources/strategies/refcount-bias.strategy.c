/* refcount-bias: a pin is 1024 references.
 *
 * Jan Kara's proposal of January 2019; RFC by John Hubbard in February 2019;
 * mainline since v5.7 (commit 3faa52c03f44), for pages of order 0 until today.
 * Bits 10 and up of _refcount count the pins: no room is needed, the page stays on
 * its LRU, a plain get_page() or put_page() cannot take a pin away.  Callers are
 * converted one by one to pin_user_pages() and unpin_user_page().
 *
 *	pin	slow, page-table lock held: _refcount += 1024
 *		fast: refused below 0; += 1 unless 0, += 1023, barrier, re-read the PTE
 *	unpin	_refcount -= 1024, free at 0
 *	query	(unsigned) _refcount >= 1024: a "no" is sure, 1024 plain references say "yes"
 *
 * The two additions of the fast path are v5.14's; v5.7 to v5.13 added 1024 at once.
 * Between them the kernel looks whether the page still has the same head: of order 0
 * it always has.  The slow path refuses a count below 1; here it cannot refuse.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include <lab/ghost.h>

STRATEGY("refcount-bias",
	.title = "A pin is 1024 references, released by unpin_user_page",
	.cites = {
		"<20190114145447.GJ13316@quack2.suse.cz>",
		"<20190204052135.25784-5-jhubbard@nvidia.com>",
		"3faa52c03f44",
	},
	.provides = { recogniser, separate_unpin },
	.bytes_per_page = 0, .page_flags = 0,
	.cost_note = "2^21 pins of a page at most; 1024 references look like a pin; every caller converted");

void try_grab_page(struct page *page)
{
	page = compound_head(page);
	page_ref_add(page, GUP_PIN_COUNTING_BIAS);
	ghost ref_taken(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
}

bool try_grab_page_fast(struct page *page)
{
	if (WARN_ON_ONCE(page_ref_count(page) < 0))	/* has overflowed */
		return false;
	if (!page_cache_get_speculative(page))
		return false;
	page_ref_add(page, GUP_PIN_COUNTING_BIAS - 1);
	ghost {
		ref_moved(page, REF_TASK, REF_PIN, 1);
		ref_taken(page, REF_PIN, GUP_PIN_COUNTING_BIAS - 1);
	}
	smp_mb__after_atomic();
	return true;
}

void unpin_user_page(struct page *page)
{
	bool last;

	page = compound_head(page);
	last = page_ref_sub_and_test(page, GUP_PIN_COUNTING_BIAS);
	ghost ref_dropped(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
	if (last)
		__put_page(page);
}

/* The name of 2018, by which labs release; renamed in v5.6. */
void put_user_page(struct page *page)
{
	unpin_user_page(page);
}

void undo_grab_page_fast(struct page *page)
{
	unpin_user_page(page);
}

/* Unsigned, so that a count that has run into the sign bit still says "pinned". */
bool page_maybe_dma_pinned(struct page *page)
{
	return (unsigned int)page_ref_count(page) >= GUP_PIN_COUNTING_BIAS;
}

__pure bool page_pinned_peek(struct page *page)
{
	return (unsigned int)page->_refcount.counter >= GUP_PIN_COUNTING_BIAS;
}

__pure int page_pin_count_peek(struct page *page)
{
	return page->_refcount.counter / GUP_PIN_COUNTING_BIAS;
}

LANE(pins_in_refcount, page, page_pin_count_peek(page));
