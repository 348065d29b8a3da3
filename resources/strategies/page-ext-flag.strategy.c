/* page-ext-flag: the sticky flag of June, kept in page_ext.
 *
 * Christopher Lameter's way out of the page flags (3 July 2018), answered in the mail
 * that this lab is built around: even one bit of page_ext costs memory, because on most
 * 64-bit configurations no client needs page_ext and none of it is allocated; and a bit,
 * wherever it lives, does not tell the release of a pin from any other put_page().
 *
 *	pin	as get-only; after the whole batch, set the bit of the head's entry	no lock
 *	unpin	put_page(), the bit stays
 *	query	look the entry up, test the bit; no entry: "not pinned"
 *	free	clear the bit: unlike a page flag, this word does not die with the page
 *
 * A page that is pinned before page_ext exists (early in boot, hot-added) leaves no trace.
 */
#include <linux/mm.h>
#include <linux/page_ext.h>

STRATEGY("page-ext-flag",
	.title = "One sticky bit in page_ext, cleared when the page is freed",
	.cites = {
		"<2e18c1a3-08a3-abaf-1721-89bc527579ab@nvidia.com>",
	},
	.provides = { pins, recogniser },
	.bytes_per_page = 0, .page_flags = 0, .page_ext_flags = 1,
	.callers = "none", .max_pins = "one bit, no count",
	.cost_note = "one more cache line for each pin and query; NULL before page_ext is there");

EXTEND(enum page_ext_flags) { PAGE_EXT_DMA_PINNED };

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
		return -EBUSY;		/* as posted for other marks, nobody looks at the result */
	set_bit(PAGE_EXT_DMA_PINNED, &page_ext->flags);
	return 0;
}

void pin_record_freed(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(page);

	if (page_ext)
		clear_bit(PAGE_EXT_DMA_PINNED, &page_ext->flags);
}

bool page_maybe_dma_pinned(struct page *page)
{
	struct page_ext *page_ext = lookup_page_ext(compound_head(page));

	return page_ext && test_bit(PAGE_EXT_DMA_PINNED, &page_ext->flags);
}

/* As the page flag was posted: reclaim does not unmap what it says is pinned. */
bool pin_record_refuses_unmap(struct page *page)
{
	return page_maybe_dma_pinned(page);
}

__pure bool page_pinned_peek(struct page *page)
{
	struct page_ext *page_ext = page_ext_peek(compound_head(page));

	return page_ext && test_bit(PAGE_EXT_DMA_PINNED, &page_ext->flags);
}

LANE(page_ext_pinned, page, page_pinned_peek(page));
