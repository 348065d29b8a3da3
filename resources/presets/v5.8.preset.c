/* Linux 5.8: pins in the reference count, COW broken by get_user_pages.
 *
 * pin_user_pages() adds 1024 to _refcount (since v5.7); a read-only get_user_pages() of a
 * shared page breaks COW first. */

PRESET("v5.8",
	.title = "Linux 5.8: pins in the reference count, COW broken by get_user_pages",
	.cites = { "3faa52c03f44", "17839856fd58" },
	.strategy = "refcount-bias",
	.policies = { "cow-break-on-gup", "gup-reread", "wb-write-anyway" },
	.memory = "SC");
