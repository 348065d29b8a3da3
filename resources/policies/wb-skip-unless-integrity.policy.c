/* wb-skip-unless-integrity: a pinned page is not cleaned; for integrity it is written all the same.
 *
 * Jan Kara, 28 June 2018: writeback that only wants clean pages can leave a pinned one out until
 * the pin is gone, fsync cannot.  Here the PTEs are write-protected first and the record is asked
 * then, so that no pin slips in between (his advice of 2 July and of January 2019).
 *
 *	for cleaning	pinned: the page stays dirty, with its buffers, and is not written
 *	for integrity	written anyway, while the device may write: no stable contents
 *
 * What was posted in July did something else: wb-skip-as-posted.
 */
#include <linux/mm.h>
#include <linux/writeback.h>

POLICY("wb-skip-unless-integrity", .axis = "writeback",
	.title = "Cleaning writeback leaves pinned pages dirty; integrity writeback writes them",
	.cites = {
		"<20180628091743.khhta7nafuwstd3m@quack2.suse.cz>",
		"<20190129101225.GB29981@quack2.suse.cz>",
	},
	.needs = { recogniser });

int writeback_of_page(struct page *page, int sync_mode)
{
	if (writeback_asks_pinned(page) && sync_mode == WB_SYNC_NONE)
		return WRITE_NOTHING;
	return WRITE_PAGE;
}
