/* The page cache: one file, found by index; and the page lock. */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/mm_types.h>
#include <linux/page-flags.h>

extern struct address_space file_mapping;

bool page_cache_get_speculative(struct page *page);
struct page *find_get_page(struct address_space *mapping, pgoff_t offset);
void delete_from_page_cache(struct page *page);

/* A sleeping bit lock: nothing spins, and who finds it free takes it. */
static inline void lock_page(struct page *page)
{
	/* __lock_page() tests and sets under the wait queue's lock. */
	atomic {
		wait_event(!test_bit(PG_locked, &page->flags));
		set_bit(PG_locked, &page->flags);
	}
}

static inline bool trylock_page(struct page *page)
{
	return !test_and_set_bit_lock(PG_locked, &page->flags);
}

static inline void unlock_page(struct page *page)
{
	clear_bit_unlock(PG_locked, &page->flags);
}

#endif
