/* wb-wait-under-page-lock: writeback waits for the pin to end, with the page locked.
 *
 * Patch 6/6 of July 2018 did this for integrity; here it is done whenever a page is cleaned, and
 * asks after the PTEs have been write-protected.  Nobody can write through a page table meanwhile,
 * and no new writable pin comes: its fault waits for the page lock.  But so does
 * set_page_dirty_lock(), which most drivers call before they release: <20180709160806.xjt2l2pbmyiutbyi@quack2.suse.cz>.
 * And a pin that ends only after fsync has returned never ends.
 */
#include <linux/mm.h>
#include <linux/writeback.h>

POLICY("wb-wait-under-page-lock", .axis = "writeback",
	.title = "Cleaning a page waits for its pins, under the page lock",
	.cites = {
		"<20180702005654.20369-7-jhubbard@nvidia.com>",
		"<20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>",
		"<20180709160806.xjt2l2pbmyiutbyi@quack2.suse.cz>",
	},
	.needs = { recogniser });

bool page_mkclean_again(struct page *page, int sync_mode, int cleaned)
{
	if (writeback_asks_pinned(page))
		wait_event(!page_pinned_peek(page));
	return false;
}
