/* The posting of November 2018: a release call of its own.
 *
 * The third posting: the same overlay with put_user_page(); what writeback and reclaim do
 * is mainline's again. */

PRESET("rfc-2018-11",
	.title = "The posting of November 2018: a release call of its own",
	.cites = { "<20181110085041.10071-1-jhubbard@nvidia.com>" },
	.strategy = "lru-overlay-2018-11",
	.policies = { "cow-mapcount", "gup-reread", "wb-write-anyway" },
	.memory = "SC");
