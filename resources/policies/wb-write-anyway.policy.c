/* wb-write-anyway: writeback and reclaim do not ask.
 *
 * Mainline up to today as far as writeback is concerned, and up to v6.3 for reclaim: a dirty page
 * is write-protected, cleaned and written, pinned or not; reclaim takes the buffers off a clean
 * page before it finds out, by its reference count, that somebody holds it.  A device that writes
 * after that dirties a page of which the file system believes that nobody writes to it.
 *
 *	page_mkclean, clear_page_dirty_for_io, shrink_page_list: as in 4.18, the library's own code
 *
 * The problem, as posted: <20180103100430.GE4911@quack2.suse.cz>, Jan Kara's diagram.
 */
#include <linux/writeback.h>

POLICY("wb-write-anyway", .axis = "writeback",
	.title = "Nobody asks: pinned pages are cleaned, written and stripped like any other",
	.cites = { "<20180103100430.GE4911@quack2.suse.cz>", "<20180702005654.20369-1-jhubbard@nvidia.com>" });
