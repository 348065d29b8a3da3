/* wb-evict-checks-count: invalidation looks at the reference count before it takes the buffers.
 *
 * v5.18: mapping_evict_folio() leaves a page alone that has more references than cache, buffers and
 * the caller explain.  Before, invalidate_inode_page() looked at the map count only, released the
 * buffers, and found out when the count would not freeze.  It needs no record of pins: any reference
 * will do.  invalidate_inode_pages2() still does not look.
 *
 * Jan Kara on the difference between 5.15 and later kernels: <20240129160939.jgrhzrh5l2paezvp@quack3>
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/buffer_head.h>

POLICY("wb-evict-checks-count", .axis = "writeback",
	.title = "drop_caches leaves pages alone that somebody holds",
	.cites = { "<20240129160939.jgrhzrh5l2paezvp@quack3>" });

bool invalidate_spares_page(struct page *page)
{
	int private = page_has_private(page) ? 1 : 0;

	return page_count(page) > 2 + private;
}
