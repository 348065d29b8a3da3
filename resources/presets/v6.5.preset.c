/* Linux 6.5: nothing is taken from under a pin.
 *
 * Every read-only pin of a private mapping gets its own page; reclaim keeps the buffers of
 * pinned pages (v6.4); long-term pins of pages that need writeback are refused; the zero
 * page is not pinned, and direct I/O pins its buffers. */

PRESET("v6.5",
	.title = "Linux 6.5: nothing is taken from under a pin",
	.cites = { "84209e87c696", "d824ec2a1546", "8ac268436e6d", "a6e79df92e4a",
		"a7e689dd1c06" },
	.strategy = "refcount-bias",
	.policies = {
		"cow-anon-exclusive", "cow-unshare-all", "cow-keep-pinned", "gup-seqcount",
		"gup-head-recheck", "gup-drain-by-lru", "gup-barrier", "gup-pmd-recheck", "gup-zero-page",
		"gup-direct-io-pins",
		"wb-keep-private-data", "wb-refuse-longterm", "wb-ext4-warns",
		"wb-evict-checks-count", "wb-journal-asks",
	},
	.memory = "SC");
