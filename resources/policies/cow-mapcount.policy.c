/* cow-mapcount: a page that one entry maps is its owner's.  What the library does: 4.18.
 *
 * do_wp_page() writes in place when the page is mapped once (and no swap entry names it),
 * whoever else holds a reference: a pipe, a device, a child that has just unmapped it.
 */
POLICY("cow-mapcount", .axis = "cow",
	.title = "Written in place when mapped once (up to v5.7)",
	.cites = { "CVE-2020-29374", "<20210401182125.171484-1-surenb@google.com>" });
