/* Linux 6.1.192: what a late stable kernel carries.
 *
 * The kernel that was observed (Debian's): 6.1 with what came back from later ones. Reclaim leaves
 * private data of pinned pages alone (6.1.28), pins of the zero page count nothing (6.1.130), and what is
 * to be migrated before a long-term pin is found by its reference count (6.1.155). */

PRESET("v6.1.192",
	.title = "Linux 6.1.192: what a late stable kernel carries",
	.cites = { "d824ec2a1546", "c8070b787519", "98c6d259319e" },
	.strategy = "refcount-bias",
	.policies = {
		"cow-anon-exclusive", "cow-keep-pinned", "gup-seqcount",
		"gup-head-recheck", "gup-drain-by-refcount", "gup-barrier", "gup-pmd-recheck", "gup-zero-page",
		"wb-ext4-warns", "wb-keep-private-data", "wb-evict-checks-count",
	},
	.memory = "SC");
