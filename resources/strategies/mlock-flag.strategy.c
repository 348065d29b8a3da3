/* mlock-flag: a pinned page is an mlocked page.
 *
 * Christopher Lameter, 3 July 2018: reuse a flag that is there.  A pinned page gets
 * PG_mlocked and goes to the unevictable list, where reclaim leaves it alone.  He saw
 * the snag himself: it is still on a list, so words 1 and 2 are not free for a count.
 * And the flag has an owner already: munlock() clears it, mlock() sets it, and neither
 * knows of pins.  His own commit of 2011 had told pinned from mlocked memory apart.
 *
 *	pin	as get-only; after the whole batch, test and set PG_mlocked; who set it
 *		isolates the page and puts it back: it lands on the unevictable list
 *	unpin	put_page(), the flag stays (nothing was said of a release)
 *	query	test PG_mlocked
 */
#include <linux/mm.h>
#include <linux/swap.h>

STRATEGY("mlock-flag",
	.title = "PG_mlocked stands for pinned, too",
	.cites = {
		"<2e18c1a3-08a3-abaf-1721-89bc527579ab@nvidia.com>",
		"bc3e53f682d9",
	},
	.provides = { pins, recogniser },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "none", .max_pins = "one bit, no count",
	.cost_note = "a page that is pinned once is mlocked until somebody unlocks it; every mlock looks like a pin");

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

/* As mlock_vma_page() does it. */
int pin_page_for_dma(struct page *page)
{
	page = compound_head(page);
	if (!TestSetPageMlocked(page))
		if (!isolate_lru_page(page))
			putback_lru_page(page);
	return 0;
}

bool page_maybe_dma_pinned(struct page *page)
{
	return PageMlocked(compound_head(page));
}

__pure bool page_pinned_peek(struct page *page)
{
	return PageMlocked(compound_head(page));
}
