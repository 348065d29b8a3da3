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
	PG_hwpoison,		/* memory that has failed; survives the free */
	EXTENSION(strategy_flags),
	__NR_PAGEFLAGS
};

/* Bits with a second meaning: on anonymous pages (v5.19), in the swap cache, and "dirty later"
 * of ext4's data=journal. */
#define PG_anon_exclusive	PG_mappedtodisk
#define PG_swapcache		PG_owner_priv_1
#define PG_checked		PG_owner_priv_1

/* Every flag dies when the page is freed, a strategy's flag too. */
#define PAGE_FLAGS_CHECK_AT_PREP	(((1 << __NR_PAGEFLAGS) - 1) & ~(1 << PG_hwpoison))

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

#define PageLocked(page)	test_bit(PG_locked, &(page)->flags)

#define PageReferenced(page)	test_bit(PG_referenced, &(page)->flags)
#define SetPageReferenced(page)	set_bit(PG_referenced, &(page)->flags)
#define ClearPageReferenced(page)	clear_bit(PG_referenced, &(page)->flags)

#define PageDirty(page)	test_bit(PG_dirty, &(page)->flags)
#define SetPageDirty(page)	set_bit(PG_dirty, &(page)->flags)
#define ClearPageDirty(page)	clear_bit(PG_dirty, &(page)->flags)
#define TestSetPageDirty(page)	test_and_set_bit(PG_dirty, &(page)->flags)
#define TestClearPageDirty(page)	test_and_clear_bit(PG_dirty, &(page)->flags)

#define PagePrivate(page)	test_bit(PG_private, &(page)->flags)
#define SetPagePrivate(page)	set_bit(PG_private, &(page)->flags)
#define ClearPagePrivate(page)	clear_bit(PG_private, &(page)->flags)

#define PageWriteback(page)	test_bit(PG_writeback, &(page)->flags)
#define SetPageWriteback(page)	set_bit(PG_writeback, &(page)->flags)
#define ClearPageWriteback(page)	clear_bit(PG_writeback, &(page)->flags)
#define TestSetPageWriteback(page)	test_and_set_bit(PG_writeback, &(page)->flags)
#define TestClearPageWriteback(page)	test_and_clear_bit(PG_writeback, &(page)->flags)

#define PageSwapBacked(page)	test_bit(PG_swapbacked, &(page)->flags)
#define SetPageSwapBacked(page)	set_bit(PG_swapbacked, &(page)->flags)
#define ClearPageSwapBacked(page)	clear_bit(PG_swapbacked, &(page)->flags)

#define PageSwapCache(page)	test_bit(PG_swapcache, &(page)->flags)
#define SetPageSwapCache(page)	set_bit(PG_swapcache, &(page)->flags)
#define ClearPageSwapCache(page)	clear_bit(PG_swapcache, &(page)->flags)

#define PageMlocked(page)	test_bit(PG_mlocked, &(page)->flags)
#define SetPageMlocked(page)	set_bit(PG_mlocked, &(page)->flags)
#define ClearPageMlocked(page)	clear_bit(PG_mlocked, &(page)->flags)
#define TestSetPageMlocked(page)	test_and_set_bit(PG_mlocked, &(page)->flags)
#define TestClearPageMlocked(page)	test_and_clear_bit(PG_mlocked, &(page)->flags)

#define PageReclaim(page)	test_bit(PG_reclaim, &(page)->flags)
#define SetPageReclaim(page)	set_bit(PG_reclaim, &(page)->flags)
#define ClearPageReclaim(page)	clear_bit(PG_reclaim, &(page)->flags)

#define PageChecked(page)	test_bit(PG_checked, &(page)->flags)
#define SetPageChecked(page)	set_bit(PG_checked, &(page)->flags)
#define ClearPageChecked(page)	clear_bit(PG_checked, &(page)->flags)

#define PageHWPoison(page)	test_bit(PG_hwpoison, &(page)->flags)
#define SetPageHWPoison(page)	set_bit(PG_hwpoison, &(page)->flags)
#define ClearPageHWPoison(page)	clear_bit(PG_hwpoison, &(page)->flags)
#define TestSetPageHWPoison(page)	test_and_set_bit(PG_hwpoison, &(page)->flags)

#define PageAnonExclusive(page)	test_bit(PG_anon_exclusive, &(page)->flags)
#define SetPageAnonExclusive(page)	set_bit(PG_anon_exclusive, &(page)->flags)
#define ClearPageAnonExclusive(page)	clear_bit(PG_anon_exclusive, &(page)->flags)

#define PageHead(page)	test_bit(PG_head, &(page)->flags)
#define SetPageHead(page)	set_bit(PG_head, &(page)->flags)
#define ClearPageHead(page)	clear_bit(PG_head, &(page)->flags)

#define TestClearPageLRU(page)	test_and_clear_bit(PG_lru, &(page)->flags)

#endif
