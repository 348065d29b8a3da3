/* get-only: a pin is a reference, and nothing else.
 *
 * Mainline up to v5.6, and every FOLL_GET user since.  RDMA has lived with it since
 * about 2005.  Whoever meets a page with an unexplained reference cannot know
 * whether a device writes to it or a page-cache lookup is about to end.
 *
 *	pin	_refcount += 1
 *	unpin	_refcount -= 1, by any put_page()
 *	query	there is none
 *
 * The problem, as posted: cover letter of 1 July 2018, ext4_writepage() meets a
 * dirty page whose buffers are gone (<20180702005654.20369-1-jhubbard@nvidia.com>).
 */
#include <linux/mm.h>

STRATEGY("get-only",
	.title = "A pin is a reference like any other",
	.cites = { "<20180702005654.20369-1-jhubbard@nvidia.com>" },
	.provides = { pins },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "none", .max_pins = "2^31 references",
	.cost_note = "nothing; nobody can ask");
