/* Which file system the lab's file lies on.  A lab has one: OVERRIDE(FILE_SYSTEM, FS_SHMEM). */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/mm_types.h>

#define FS_EXT4		0	/* data=ordered: buffers on every dirty page */
#define FS_EXT4_JOURNAL	1	/* data=journal: dirty data goes through a transaction */
#define FS_SHMEM	2	/* no dirty tracking, no buffers, no disk */
#define FS_DAX		3	/* the page is the block */

#define FILE_SYSTEM	FS_EXT4

/* Does anybody have to hear of it before a page of a file becomes dirty? */
#define mapping_cap_account_dirty	(FILE_SYSTEM == FS_EXT4 || FILE_SYSTEM == FS_EXT4_JOURNAL)

/* fs/dax.c */
extern int block_owner[NR_PAGES];
struct page *dax_fault(struct address_space *mapping, pgoff_t offset);
void dax_punch_hole(struct address_space *mapping, pgoff_t offset);
bool dax_allocate_block(pgoff_t block, int inode);

#endif
