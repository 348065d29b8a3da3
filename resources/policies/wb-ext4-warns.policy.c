/* wb-ext4-warns: ext4 meets a dirty page without buffers and says so, instead of a BUG.
 *
 * Commit cc5095747edf (v5.18): the page is made clean and left alone; what was in it is lost, and
 * the machine goes on.  Up to v5.17 page_buffers() ends in a BUG there, fs/ext4/inode.c.
 */
#include <linux/mm.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>

POLICY("wb-ext4-warns", .axis = "writeback",
	.title = "ext4 warns of a dirty page without buffers and drops its contents",
	.cites = { "cc5095747edf", "<Yg0m6IjcNmfaSokM@google.com>" });

void ext4_page_without_buffers(struct page *page)
{
	WARN_ON(!page_has_buffers(page));	/* "page N does not have buffers attached" */
	ClearPageDirty(page);
}
