/* Linux 4.4: a pin is a reference like any other.
 *
 * The kernel of the crash in the cover letter of July 2018: get_user_pages() takes a reference,
 * nothing tells it from any other, and ext4 runs into its BUG when it writes back a page
 * whose buffers reclaim has taken. */

PRESET("v4.4",
	.title = "Linux 4.4: a pin is a reference like any other",
	.cites = { "<20180702005654.20369-1-jhubbard@nvidia.com>, the BUG at fs/ext4/inode.c:1899" },
	.strategy = "get-only",
	.policies = { "cow-mapcount", "gup-reread", "wb-write-anyway" },
	.memory = "SC");
