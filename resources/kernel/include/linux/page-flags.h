/* Page flags by the numbers of 4.18.  They live in one word with everybody
 * else's, so each change is one atomic bit operation. */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/mm_types.h>

enum pageflags {
	PG_locked,		/* the page lock, a sleeping bit lock */
	PG_error,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,			/* words 1 and 2 are a node of an LRU list */
	PG_active,
	PG_waiters,
	PG_slab,
	PG_owner_priv_1,
	PG_arch_1,
	PG_reserved,
	PG_private,		/* word 5 holds the file system's buffers */
	PG_private_2,
	PG_writeback,
	PG_head,
	PG_mappedtodisk,
	PG_reclaim,
	PG_swapbacked,		/* anonymous or shmem */
	PG_unevictable,
	PG_mlocked,
	EXTENSION(strategy_flags),
	__NR_PAGEFLAGS
};

/* Every flag dies when the page is freed, a strategy's flag too. */
#define PAGE_FLAGS_CHECK_AT_PREP	((1 << __NR_PAGEFLAGS) - 1)

/* None of these may be set when a page is freed. */
#define PAGE_FLAGS_CHECK_AT_FREE \
	(1 << PG_lru | 1 << PG_locked | 1 << PG_private | 1 << PG_private_2 | 1 << PG_writeback | \
	 1 << PG_reserved | 1 << PG_slab | 1 << PG_active | 1 << PG_unevictable | 1 << PG_mlocked)

#define PageLRU(page)		test_bit(PG_lru, &(page)->flags)
#define SetPageLRU(page)	set_bit(PG_lru, &(page)->flags)
#define ClearPageLRU(page)	clear_bit(PG_lru, &(page)->flags)

#define PageActive(page)	test_bit(PG_active, &(page)->flags)
#define SetPageActive(page)	set_bit(PG_active, &(page)->flags)
#define ClearPageActive(page)	clear_bit(PG_active, &(page)->flags)

#define PageUnevictable(page)		test_bit(PG_unevictable, &(page)->flags)
#define SetPageUnevictable(page)	set_bit(PG_unevictable, &(page)->flags)
#define ClearPageUnevictable(page)	clear_bit(PG_unevictable, &(page)->flags)

#define PageDirty(page)		test_bit(PG_dirty, &(page)->flags)
#define SetPageDirty(page)	set_bit(PG_dirty, &(page)->flags)

#define PagePrivate(page)	test_bit(PG_private, &(page)->flags)
#define PageSwapBacked(page)	test_bit(PG_swapbacked, &(page)->flags)

#endif
