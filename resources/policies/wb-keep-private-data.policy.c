/* wb-keep-private-data: reclaim asks, after it has unmapped the page.
 *
 * Commit d824ec2a1546 (v6.4, and 6.1.28 of the stable tree).  An unmapped page cannot be pinned
 * anew through a page table; so the answer is final, and what the file system keeps for the page
 * is still there.  A pinned page goes back to the active list.  Writeback still does not ask.
 *
 * Jan Kara's explanation of what it mends: <20240129160939.jgrhzrh5l2paezvp@quack3>
 */
#include <linux/mm.h>
#include <linux/writeback.h>

POLICY("wb-keep-private-data", .axis = "writeback",
	.title = "Reclaim leaves a pinned page its buffers, and asks after unmapping",
	.cites = { "d824ec2a1546", "<20240129160939.jgrhzrh5l2paezvp@quack3>" },
	.needs = { recogniser });

bool reclaim_keeps_page(struct page *page)
{
	return page_maybe_dma_pinned(page);
}
