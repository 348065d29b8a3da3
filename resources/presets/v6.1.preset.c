/* Linux 6.1: PageAnonExclusive.
 *
 * v6.1.0.  An anonymous page says itself whether one process has it alone; the barrier after
 * a fast pin and the second look at the PMD are there; ext4 warns and drops the dirty bit
 * where it had its BUG.  Late 6.1.y carries v6.4's test in reclaim too; this one does not. */

PRESET("v6.1",
	.title = "Linux 6.1: PageAnonExclusive",
	.cites = { "6c287605fd56", "a7f226604170", "088b8aa537c2", "70cbc3cc78a9", "cc5095747edf" },
	.strategy = "refcount-bias",
	.policies = {
		"cow-anon-exclusive", "cow-keep-pinned", "gup-seqcount",
		"gup-head-recheck", "gup-drain-by-lru", "gup-barrier", "gup-pmd-recheck", "wb-ext4-warns",
		"wb-evict-checks-count",
	},
	.memory = "SC");
