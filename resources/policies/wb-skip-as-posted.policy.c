/* wb-skip-as-posted: what patch 6/6 of July 2018 does with a pinned page.
 *
 * John Hubbard, "[PATCH v2 6/6] mm: page_mkclean, ttu: handle pinned pages", 1 July 2018.
 *
 *	page_mkclean	asks before each mapping.  For cleaning: pinned ends the walk, and "no PTE
 *			was dirty" is the answer; the caller then clears PG_dirty and writes the page,
 *			whose PTEs still let everybody write.  For integrity: waits, by schedule(),
 *			until the page is not pinned, with the page lock held
 *	try_to_unmap	asks once, and then unmaps: a pin that comes in between is not seen
 *
 * The posting holds the pin record's lock while it asks; that is left out here.  Jan Kara, 2 July:
 * clear the PTEs first, then test the flag (<20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>).
 */
#include <linux/mm.h>
#include <linux/writeback.h>
#include <linux/rmap_walk.h>

POLICY("wb-skip-as-posted", .axis = "writeback",
	.title = "July 2018, patch 6/6: skips the write-protection, or waits under the page lock",
	.cites = { "<20180702005654.20369-7-jhubbard@nvidia.com>", "<20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>" },
	.provides = { skip_in_mkclean },
	.needs = { recogniser });

bool page_mkclean_skips(struct page *page, int sync_mode)
{
	if (!writeback_asks_pinned(page))
		return false;
	if (sync_mode == WB_SYNC_NONE)
		return true;
	wait_event(!page_pinned_peek(page));
	return false;
}

bool try_to_unmap_refuses(struct page *page)
{
	return page_maybe_dma_pinned(page);
}
