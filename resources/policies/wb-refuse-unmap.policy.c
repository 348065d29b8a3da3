/* wb-refuse-unmap: reclaim does not unmap a pinned page.
 *
 * John Hubbard, second patch of 16 June 2018: try_to_unmap_one() gives up on a page whose flag is
 * set, so that reclaim keeps it, with PTE and buffers.  page_mkclean() does not ask; Jan Kara's
 * answer of 19 June says that it must, and that a page which cannot be cleaned can never go.
 * The record is asked before the walk: a pin that comes between the answer and the PTE is not seen.
 */
#include <linux/mm.h>
#include <linux/rmap_walk.h>

POLICY("wb-refuse-unmap", .axis = "writeback",
	.title = "Reclaim does not unmap pinned pages",
	.cites = { "<20180617012510.20139-3-jhubbard@nvidia.com>", "<20180619082949.wzoe42wpxsahuitu@quack2.suse.cz>" },
	.needs = { recogniser });

bool try_to_unmap_refuses(struct page *page)
{
	return page_maybe_dma_pinned(page);
}
