/* own-field: a count of its own in struct page, and a release call of its own.
 *
 * Christopher Lameter, 3 July 2018 (the answer to him is cited): count every
 * reference in _refcount, and pins in a second place as well.  What was missing then
 * was a release call that tells a pin from a reference (the series of July 2018 had
 * the second count and not that) and a place in struct page.  Here it gets both: the
 * word is new, and the structure is no longer one cache line.  Large folios do
 * exactly this today, with _pincount.
 *
 *	pin	_refcount += 1, then _pincount += 1: no pin is ever seen without a reference
 *	unpin	_pincount -= 1, then _refcount -= 1, free at 0
 *	query	_pincount > 0
 *
 * No lock; the page stays on its LRU.  At free nobody looks at the count.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <lab/ghost.h>

STRATEGY("own-field",
	.title = "A pin count of its own in struct page, released by put_user_page",
	.cites = {
		"<f01666d5-8da1-7bea-adfb-c3571a54587a@nvidia.com>",
		"<20181208022445.GA7024@redhat.com>",
	},
	.provides = { pins, recogniser, separate_unpin, exact_count },
	.bytes_per_page = 8, .page_flags = 0,
	.callers = "every caller of get_user_pages", .max_pins = "2^31",
	.cost_note = "2 MiB per GiB of memory; struct page no longer fills one cache line; every caller converted");

EXTEND(struct page, page_end) {
	atomic_t _pincount;
};

void try_grab_page(struct page *page)
{
	__weak_try_grab_page(page);
	atomic_inc(&compound_head(page)->_pincount);
}

bool try_grab_page_fast(struct page *page)
{
	if (!__weak_try_grab_page_fast(page))
		return false;
	atomic_inc(&compound_head(page)->_pincount);
	return true;
}

void undo_grab_page_fast(struct page *page)
{
	atomic_dec(&compound_head(page)->_pincount);
	__weak_undo_grab_page_fast(page);
}

void put_user_page(struct page *page)
{
	atomic_dec(&compound_head(page)->_pincount);
	__weak_put_user_page(page);
}

bool page_maybe_dma_pinned(struct page *page)
{
	return atomic_read(&compound_head(page)->_pincount) > 0;
}

__pure bool page_pinned_peek(struct page *page)
{
	return compound_head(page)->_pincount.counter > 0;
}

__pure int page_pin_count_peek(struct page *page)
{
	return compound_head(page)->_pincount.counter;
}

LANE(_pincount, page, page->_pincount.counter);
