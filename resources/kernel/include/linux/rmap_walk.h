/* mm/rmap.c: what is done to all entries that map a page. */
#ifndef _LINUX_RMAP_WALK_H
#define _LINUX_RMAP_WALK_H

#include <linux/rmap.h>

enum ttu_flags {
	TTU_IGNORE_MLOCK = 0x1,		/* memory failure: VM_LOCKED or not */
	TTU_BATCH_FLUSH = 0x2		/* the TLB is flushed later; here it is at once */
};

#define page_mapped(page)	(page_mapcount(page) > 0)

int page_mkclean(struct page *page, int sync_mode);
bool try_to_unmap(struct page *page, int flags);

/* Axis W */
bool try_to_unmap_refuses(struct page *page);

/* Axis F */
void mkclean_pte(struct mm_struct *mm, unsigned long address);

#endif
