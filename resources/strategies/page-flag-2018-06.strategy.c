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
 *
 * That unmap refuses a flagged page is a policy of reclaim and not modelled here.
 */
#include <linux/mm.h>

STRATEGY("page-flag-2018-06",
	.title = "One sticky page flag, cleared when the page is freed",
	.cites = {
		"<20180617012510.20139-3-jhubbard@nvidia.com>",
		"<20180619082949.wzoe42wpxsahuitu@quack2.suse.cz>",
	},
	.provides = { recogniser },
	.bytes_per_page = 0, .page_flags = 1,
	.cost_note = "one of the last page flags, 64-bit only");

EXTEND(enum pageflags) { PG_dma_pinned };

#define PageDmaPinned(page)	test_bit(PG_dma_pinned, &(page)->flags)
#define SetPageDmaPinned(page)	set_bit(PG_dma_pinned, &(page)->flags)

int pin_page_for_dma(struct page *page)
{
	SetPageDmaPinned(page);
	return 0;
}

bool page_maybe_dma_pinned(struct page *page)
{
	return PageDmaPinned(page);
}

__pure bool page_pinned_peek(struct page *page)
{
	return PageDmaPinned(page);
}
