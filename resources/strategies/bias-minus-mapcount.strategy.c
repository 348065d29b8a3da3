/* bias-minus-mapcount: a pin is 1024 references, and mappings do not count.
 *
 * Jan Kara's first sketch of what became refcount-bias, 14 January 2019: take the
 * mappings off _refcount before it is compared, so that a page mapped by a thousand
 * processes is no false alarm.  What it cost: the answer comes from two words that are
 * read one after the other (Jerome Glisse, the same day), and with ">" a page whose only
 * reference beside its mappings is one pin has 1024 and reads "not pinned" (derived).
 *
 *	pin	slow, page-table lock held: _refcount += 1024
 *		fast: += 1024 unless 0, re-read the PTE
 *	unpin	_refcount -= 1024, free at 0
 *	query	read _refcount, read _mapcount: is the difference > 1024?
 */
#include <linux/memremap.h>
#include <linux/mm.h>
#include <lab/ghost.h>

STRATEGY("bias-minus-mapcount",
	.title = "A pin is 1024 references; mappings are taken off before comparing",
	.cites = {
		"<20190114145447.GJ13316@quack2.suse.cz>",
		"<20190114172124.GA3702@redhat.com>",
	},
	.provides = { pins, recogniser, separate_unpin },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "every caller of get_user_pages", .max_pins = "2^21",
	.cost_note = "two words for each query, and their snapshots race");

/* Mappings, counted from 0. */
#define page_mappings(page)	(atomic_read(&(page)->_mapcount) + 1)

void try_grab_page(struct page *page)
{
	page = compound_head(page);
	page_ref_add(page, GUP_PIN_COUNTING_BIAS);
	ghost ref_taken(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
}

bool try_grab_page_fast(struct page *page)
{
	page = compound_head(page);
	if (!page_ref_add_unless(page, GUP_PIN_COUNTING_BIAS, 0))
		return false;
	ghost ref_taken(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
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

void put_user_page(struct page *page)
{
	bool last;

	page = compound_head(page);
	if (unpin_devmap_managed_page(page))
		return;
	last = page_ref_sub_and_test(page, GUP_PIN_COUNTING_BIAS);
	ghost ref_dropped(page, REF_PIN, GUP_PIN_COUNTING_BIAS);
	if (last)
		__put_page(page);
}

void undo_grab_page_fast(struct page *page)
{
	put_user_page(page);
}

bool page_maybe_dma_pinned(struct page *page)
{
	int references;

	page = compound_head(page);
	references = page_ref_count(page);
	return references - page_mappings(page) > GUP_PIN_COUNTING_BIAS;
}

__pure bool page_pinned_peek(struct page *page)
{
	return page->_refcount.counter - (page->_mapcount.counter + 1) > GUP_PIN_COUNTING_BIAS;
}

__pure int page_pin_count_peek(struct page *page)
{
	return (page->_refcount.counter - (page->_mapcount.counter + 1)) / GUP_PIN_COUNTING_BIAS;
}

__pure int pin_references(struct page *page)
{
	return GUP_PIN_COUNTING_BIAS;
}

LANE(references_beside_mappings, page, page->_refcount.counter - (page->_mapcount.counter + 1));
