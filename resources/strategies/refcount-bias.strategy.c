/* refcount-bias: a pin is 1024 references.
 *
 * Jan Kara's proposal of January 2019; RFC by John Hubbard in February 2019;
 * mainline since v5.7 (commit 3faa52c03f44), for pages of order 0 until today.
 * Bits 10 and up of _refcount count the pins: no room is needed, the page stays on
 * its LRU, a plain get_page() or put_page() cannot take a pin away.  Callers are
 * converted one by one to pin_user_pages() and unpin_user_page().
 *
 *	pin	slow, page-table lock held: _refcount += 1024
 *		fast: refused below 0; += 1 unless 0, the same head still? (v5.14, policy
 *		gup-head-recheck), += 1023, (v6.1, gup-barrier: a barrier), re-read the PTE
 *	unpin	_refcount -= 1024, free at 0
 *	query	(unsigned) _refcount >= 1024: a "no" is sure, 1024 plain references say "yes"
 *	compound	one reference of the head and an exact count in its second struct page,
 *		where the query looks (v5.7, 47e29d32afba)
 *
 * The two additions of the fast path are v5.14's; v5.7 to v5.13 added 1024 at once.
 * The slow path refuses a count below 1; here it cannot refuse.
 */
#include <linux/memremap.h>
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
	.provides = { pins, recogniser, separate_unpin },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "caller by caller, get_user_pages stays", .max_pins = "2^21 of a small page",
	.cost_note = "2^21 pins of a page at most; 1024 references look like a pin; every caller converted");

/* A compound page has room for an exact count, in its second struct page; there a pin weighs one
 * reference of the head. */
EXTEND(struct page, first_tail) {
	atomic_t _pincount;
};

#define has_pincount(head)	(COMPOUND_PAGES && PageHead(head))
#define pincount(head)		(((head) + 1)->_pincount)

void try_grab_page(struct page *page)
{
	page = compound_head(page);
	if (has_pincount(page)) {
		page_ref_inc(page);
		ghost ref_taken(page, REF_PIN, 1);
		atomic_inc(&pincount(page));
		return;
	}
	page_ref_add(page, GUP_PIN_COUNTING_BIAS);
	ghost ref_taken(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
}

bool try_grab_page_fast(struct page *page)
{
	struct page *head = compound_head(page);

	if (WARN_ON_ONCE(page_ref_count(head) < 0))	/* has overflowed */
		return false;
	if (!page_cache_get_speculative(head))
		return false;
	if (!gup_fast_same_head(page, head)) {		/* split, or freed, meanwhile */
		put_page(head);
		return false;
	}
	if (has_pincount(head)) {
		atomic_inc(&pincount(head));
		ghost ref_moved(head, REF_TASK, REF_PIN, 1);
		return true;
	}
	page_ref_add(head, GUP_PIN_COUNTING_BIAS - 1);
	ghost {
		ref_moved(head, REF_TASK, REF_PIN, 1);
		ref_taken(head, REF_PIN, GUP_PIN_COUNTING_BIAS - 1);
	}
	return true;
}

/* A device's page is idle at 1: the release that gets there must know it, as put_page() does. */
static bool unpin_devmap_managed_page(struct page *page)
{
	int count;

	if (!is_zone_device_page(page))
		return false;
	count = atomic_sub_return(GUP_PIN_COUNTING_BIAS, &page->_refcount);
	ghost {
		ref_dropped(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
		if (count == 1)
			device_special_releases[page_to_pfn(page)]++;
	}
	devmap_page_dropped(page, count);
	return true;
}

/* The exact count goes first, so that no query sees a pin without a reference. */
static void unpin_compound_page(struct page *head)
{
	bool last;

	atomic_dec(&pincount(head));
	last = page_ref_dec_and_test(head);
	ghost ref_dropped(head, REF_PIN, 1);
	if (last)
		__put_page(head);
}

void unpin_user_page(struct page *page)
{
	bool last;

	page = compound_head(page);
	if (unpin_devmap_managed_page(page))
		return;
	if (has_pincount(page)) {
		unpin_compound_page(page);
		return;
	}
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
	page = compound_head(page);
	if (has_pincount(page))
		return atomic_read(&pincount(page)) > 0;
	return (unsigned int)page_ref_count(page) >= GUP_PIN_COUNTING_BIAS;
}

__pure bool page_pinned_peek(struct page *page)
{
	page = compound_head(page);
	if (has_pincount(page))
		return pincount(page).counter > 0;
	return (unsigned int)page->_refcount.counter >= GUP_PIN_COUNTING_BIAS;
}

__pure int page_pin_count_peek(struct page *page)
{
	page = compound_head(page);
	if (has_pincount(page))
		return pincount(page).counter;
	return page->_refcount.counter / GUP_PIN_COUNTING_BIAS;
}

/* Pages that are freed with pins on record are reported, where the record can tell. */
bool compound_record_is_bad(struct page *head)
{
	return atomic_read(&pincount(head)) != 0;
}

__pure int pin_references(struct page *page)
{
	return has_pincount(compound_head(page)) ? 1 : GUP_PIN_COUNTING_BIAS;
}

LANE(pins_in_refcount, page, page_pin_count_peek(page));
