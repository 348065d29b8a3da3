/* page-ext-count-put-hook: July's hooks, with the count in page_ext.
 *
 * What Christopher Lameter's page_ext (3 July 2018) would have given the series of that
 * week as it stood: words that belong to nobody else, so that the page need not leave its
 * LRU, no lock, no race for page->lru.  And still no way to tell whose reference goes:
 * the answer to him says that neither a bit nor a count helps as long as any put_page()
 * may take it back.
 *
 *	pin	as get-only; after the whole batch, count += 1
 *	GET	_refcount += 1; count not 0: count += 1
 *	PUT	count not 0: count -= 1; _refcount -= 1, free at 0
 *	query	count > 0; no entry: "not pinned"
 *	free	set the count to 0
 *
 * Each test and change of the count is one atomic operation.
 */
#include <linux/mm.h>
#include <linux/page_ext.h>
#include <lab/ghost.h>

STRATEGY("page-ext-count-put-hook",
	.title = "A count in page_ext, hooks in get_page and put_page",
	.cites = {
		"<2e18c1a3-08a3-abaf-1721-89bc527579ab@nvidia.com>",
		"<20180702005654.20369-6-jhubbard@nvidia.com>",
	},
	.provides = { pins, recogniser },
	.bytes_per_page = 0, .page_flags = 0, .page_ext_bytes = 4,
	.callers = "none; every get_page and put_page pays", .max_pins = "2^31",
	.cost_note = "a look into page_ext, one more cache line, for every get_page and put_page there is");

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

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

int pin_page_for_dma(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	if (!page_ext)
		return -EBUSY;
	atomic_inc(&page_ext->dma_pins);
	return 0;
}

void get_page(struct page *page)
{
	struct page_ext *page_ext;

	__weak_get_page(page);
	page_ext = lookup_page_ext(compound_head(page));
	if (page_ext)
		atomic_inc_not_zero(&page_ext->dma_pins);
}

/* Whose reference this is, the pinner's or somebody else's, is not known here. */
void put_page(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	if (page_ext)
		atomic_add_unless(&page_ext->dma_pins, -1, 0);
	__weak_put_page(page);
}

void pin_record_freed(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(page);

	if (page_ext)
		atomic_set(&page_ext->dma_pins, 0);
}

bool page_maybe_dma_pinned(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	return page_ext && atomic_read(&page_ext->dma_pins) > 0;
}

__pure bool page_pinned_peek(struct page *page)
{
	struct page_ext *page_ext = page_ext_peek(compound_head(page));

	return page_ext && page_ext->dma_pins.counter > 0;
}

LANE(page_ext_pins, page, page_ext_peek(page) ? page_ext_peek(page)->dma_pins.counter : 0);
