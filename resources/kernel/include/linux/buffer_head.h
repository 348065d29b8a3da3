/* The file system's buffers.  A page has one of its own size; its state word lies in
 * page->private, where the kernel has a pointer to a ring of buffer heads. */
#ifndef _LINUX_BUFFER_HEAD_H
#define _LINUX_BUFFER_HEAD_H

#include <linux/mm_types.h>
#include <linux/page-flags.h>

enum bh_state_bits {
	BH_Uptodate,
	BH_Dirty,
	BH_Lock,
	BH_Mapped = 5,
	BH_JBDDirty = 17	/* part of a running transaction */
};

#define page_has_buffers(page)	PagePrivate(page)
#define page_has_private(page)	PagePrivate(page)

/* fs/buffer.c */
void create_empty_buffers(struct page *page);
bool drop_buffers(struct page *page);
bool try_to_free_buffers(struct page *page);
bool __set_page_dirty_buffers(struct page *page, struct address_space *mapping);

/* fs/ext4/inode.c */
bool ext4_set_page_dirty(struct page *page, struct address_space *mapping);
bool ext4_journalled_set_page_dirty(struct page *page, struct address_space *mapping);
int ext4_writepage(struct page *page, int how);

#endif
