/* The posting of July 2018: flag and count over page->lru.
 *
 * The second posting: flag and count in the words of the LRU links, hooks in get_page()
 * and put_page(), and page_mkclean() that looks at them (patch 6/6). */

PRESET("rfc-2018-07",
	.title = "The posting of July 2018: flag and count over page->lru",
	.cites = { "<20180702005654.20369-1-jhubbard@nvidia.com>" },
	.strategy = "lru-overlay-2018-07",
	.policies = { "cow-mapcount", "gup-reread", "wb-skip-as-posted" },
	.memory = "SC");
