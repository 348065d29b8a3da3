/* The posting of June 2018: a sticky flag, and reclaim that refuses to unmap.
 *
 * The first posting: a page flag that get_user_pages() sets and nobody clears, and
 * try_to_unmap() that refuses a page with it. */

PRESET("rfc-2018-06",
	.title = "The posting of June 2018: a sticky flag, and reclaim that refuses to unmap",
	.cites = { "<20180617012510.20139-3-jhubbard@nvidia.com>" },
	.strategy = "page-flag-2018-06",
	.policies = { "cow-mapcount", "gup-reread", "wb-refuse-unmap" },
	.memory = "SC");
