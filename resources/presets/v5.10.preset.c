/* Linux 5.10: COW by the reference count.
 *
 * A write fault copies unless it holds the only reference; fork copies pinned pages at
 * once.  Fast GUP does not look whether a fork is under way. */

PRESET("v5.10",
	.title = "Linux 5.10: COW by the reference count",
	.cites = { "09854ba94c6a", "a308c71bf1e6", "70e806e4e645" },
	.strategy = "refcount-bias",
	.policies = { "cow-refcount", "gup-reread", "wb-write-anyway" },
	.memory = "SC");
