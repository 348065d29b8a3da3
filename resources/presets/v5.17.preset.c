/* Linux 5.17: fast GUP looks at fork and at the compound head again.
 *
 * As v5.10, and: fast GUP backs off while a fork runs (v5.11) and looks at the compound
 * head again; reclaim leaves pinned anonymous pages alone; a long-term pin drains the
 * LRU batches before it judges where a page lies (v5.13).  ext4 still has its BUG. */

PRESET("v5.17",
	.title = "Linux 5.17: fast GUP looks at fork and at the compound head again",
	.cites = { "57efa1fe5957", "c24d37322548", "feb889fb40fa" },
	.strategy = "refcount-bias",
	.policies = {
		"cow-refcount", "cow-keep-pinned", "gup-seqcount", "gup-head-recheck",
		"gup-drain-by-lru", "wb-write-anyway",
	},
	.memory = "SC");
