/* page-ext-count: a count in page_ext, and a release call of its own.
 *
 * Christopher Lameter, 3 July 2018, with what the answer to him asked for: callers that
 * say which put is the release of a pin.  In August 2019 the author of the series meant
 * to have just this as a debug option; since December 2025 the IOMMU's sanitizer counts
 * mappings in page_ext and looks at the count when a page is freed.
 *
 *	pin	_refcount += 1, then the entry's count += 1: no pin is ever seen without a reference
 *	unpin	count -= 1, then _refcount -= 1, free at 0
 *	query	count > 0; no entry: "not pinned"
 *	free	the count must be 0: complain, and set it to 0
 *
 * No lock, and the page stays on its LRU; get_page() and put_page() know nothing of it.
 */
#include <linux/mm.h>
#include <linux/page_ext.h>
#include <lab/ghost.h>

STRATEGY("page-ext-count",
	.title = "A pin count in page_ext, released by put_user_page",
	.cites = {
		"<2e18c1a3-08a3-abaf-1721-89bc527579ab@nvidia.com>",
		"<20251211125928.3258905-3-smostafa@google.com>",
	},
	.provides = { pins, recogniser, separate_unpin, exact_count },
	.bytes_per_page = 0, .page_flags = 0, .page_ext_bytes = 4,
	.callers = "every caller of get_user_pages", .max_pins = "2^31",
	.cost_note = "one more cache line for each pin, release and query; 16 bytes where 12 are padded; NULL before page_ext is there");

EXTEND(struct page_ext, page_ext_private) {
	atomic_t dma_pins;
};

bool pin_needs_page_ext(void)
{
	return true;
}

BOOT {
	if (!PAGE_EXT_LATE)
		page_ext_init();
}

/* Early pages have no entry; their pins are not counted. */
static void page_ext_pin(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	if (page_ext)
		atomic_inc(&page_ext->dma_pins);
}

static void page_ext_unpin(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	if (page_ext)
		atomic_dec(&page_ext->dma_pins);
}

void try_grab_page(struct page *page)
{
	__weak_try_grab_page(page);
	page_ext_pin(page);
}

bool try_grab_page_fast(struct page *page)
{
	if (!__weak_try_grab_page_fast(page))
		return false;
	page_ext_pin(page);
	return true;
}

void undo_grab_page_fast(struct page *page)
{
	page_ext_unpin(page);
	__weak_undo_grab_page_fast(page);
}

void put_user_page(struct page *page)
{
	page_ext_unpin(page);
	__weak_put_user_page(page);
}

/* The word outlives the page: a count that is left would be the next owner's. */
void pin_record_freed(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(page);

	if (page_ext && WARN_ON_ONCE(atomic_read(&page_ext->dma_pins) != 0))
		atomic_set(&page_ext->dma_pins, 0);
}

bool page_maybe_dma_pinned(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	return page_ext && atomic_read(&page_ext->dma_pins) > 0;
}

__pure int page_pin_count_peek(struct page *page)
{
	struct page_ext *page_ext = page_ext_peek(compound_head(page));

	return page_ext ? page_ext->dma_pins.counter : 0;
}

__pure bool page_pinned_peek(struct page *page)
{
	return page_pin_count_peek(page) > 0;
}

LANE(page_ext_pins, page, page_pin_count_peek(page));
