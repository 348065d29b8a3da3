/* wb-journal-asks: data=journal keeps a page for later only where it is pinned.
 *
 * ext4_journalled_dirty_folio() of 6.12.  With data=journal a buffer may be dirtied inside a
 * transaction only, and whoever dirties a page through a pin has none: such a page is marked
 * (PG_checked), and ext4_writepages() attaches it to a transaction before it writes.  Every other
 * dirtying comes from a fault that has had its transaction, so only pinned pages are marked.  The
 * record must not miss a pin; a false "pinned" costs one more look.  4.18 marks every page.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>

POLICY("wb-journal-asks", .axis = "writeback",
	.title = "data=journal marks a dirtied page for later where it is pinned",
	.cites = { "fs/ext4/inode.c of 6.12, ext4_journalled_dirty_folio" },
	.needs = { recogniser });

bool ext4_journalled_set_page_dirty(struct page *page, struct address_space *mapping)
{
	WARN_ON_ONCE(!page_has_buffers(page));
	if (page_maybe_dma_pinned(page))
		SetPageChecked(page);
	return __set_page_dirty_nobuffers(page);
}
