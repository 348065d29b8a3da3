/* wb-bounce: a pinned page is written from a copy, and stays dirty.
 *
 * Jan Kara, RFC of 9 February 2023 ("Writeback handling of pinned pages"); the idea is of 2018.  The
 * disk gets a snapshot that nobody can change, fsync returns, and the page never turns clean while a
 * device may write to it: its buffers and its reservation stay.  The price is a copy whenever it is
 * written, and it is written again and again.
 *
 * The copy counts as cleaned where dirty pages are counted, so that pinned pages do not use up the
 * dirty limit.  Asked after the PTEs have been write-protected.
 */
#include <linux/mm.h>
#include <linux/writeback.h>

POLICY("wb-bounce", .axis = "writeback",
	.title = "Pinned pages are written from a bounce copy and stay dirty",
	.cites = { "<20230209121046.25360-1-jack@suse.cz>" },
	.needs = { recogniser });

int writeback_of_page(struct page *page, int sync_mode)
{
	return writeback_asks_pinned(page) ? WRITE_COPY : WRITE_PAGE;
}

__pure bool writeback_takes_snapshots(void)
{
	return true;
}
