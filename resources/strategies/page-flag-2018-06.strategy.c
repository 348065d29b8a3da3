/* page-flag-2018-06: one sticky page flag.
 *
 * John Hubbard, 16 June 2018, two patches.  No caller has to be converted: pinning
 * sets the flag, no release clears it, it dies with all other flags when the page
 * is freed.  The price is that a page once pinned stays "pinned" for as long as it
 * is cached; Jan Kara's objection was that page_mkclean() must respect the flag too,
 * and a page that cannot be cleaned can never be evicted.
 *
 *	pin	as get-only; after the whole batch, set the flag on each page	no lock
 *	unpin	put_page(), the flag stays
 *	query	test the flag
 *	reclaim	try_to_unmap() gives up on a flagged page: the second patch, the flag's only reader
 *
 * Asked before the walk: a pin that comes between the answer and the entry is not seen.  What another
 * record would make of that question is policy wb-refuse-unmap.
 */
#include <linux/mm.h>

STRATEGY("page-flag-2018-06",
	.title = "One sticky page flag, cleared when the page is freed",
	.cites = {
		"<20180617012510.20139-3-jhubbard@nvidia.com>",
		"<20180619082949.wzoe42wpxsahuitu@quack2.suse.cz>",
	},
	.provides = { pins, recogniser },
	.bytes_per_page = 0, .page_flags = 1,
	.callers = "none", .max_pins = "one bit, no count",
	.cost_note = "one of the last page flags, 64-bit only");

EXTEND(enum pageflags) { PG_dma_pinned };

#define PageDmaPinned(page)	test_bit(PG_dma_pinned, &(page)->flags)
#define SetPageDmaPinned(page)	set_bit(PG_dma_pinned, &(page)->flags)

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

int pin_page_for_dma(struct page *page)
{
	SetPageDmaPinned(page);
	return 0;
}

bool pin_record_refuses_unmap(struct page *page)
{
	return PageDmaPinned(page);
}

bool page_maybe_dma_pinned(struct page *page)
{
	return PageDmaPinned(page);
}

__pure bool page_pinned_peek(struct page *page)
{
	return PageDmaPinned(page);
}
