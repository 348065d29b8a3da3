/* The page cache: one file, found by index; and the page lock. */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/mm_types.h>
#include <linux/page-flags.h>

extern struct address_space file_mapping;

/* NULL for anonymous pages, also where the kernel would name the swap cache. */
static inline struct address_space *page_mapping(struct page *page)
{
	struct address_space *mapping = READ_ONCE(page->mapping);

	if ((unsigned long)mapping & 1)		/* PAGE_MAPPING_ANON */
		return NULL;
	return mapping;
}

/* mm/filemap.c */
bool page_cache_get_speculative(struct page *page);
struct page *find_get_page(struct address_space *mapping, pgoff_t offset);
struct page *find_lock_page(struct address_space *mapping, pgoff_t offset);
struct page *filemap_fault(struct address_space *mapping, pgoff_t offset);
int add_to_page_cache_lru(struct page *page, struct address_space *mapping, pgoff_t offset);
void __delete_from_page_cache(struct page *page, struct address_space *mapping);
void delete_from_page_cache(struct page *page);
bool try_to_release_page(struct page *page);
int generic_perform_write(struct address_space *mapping, pgoff_t offset, unsigned int value);
unsigned int generic_file_read(struct address_space *mapping, pgoff_t offset);

/* mm/truncate.c */
int truncate_inode_page(struct address_space *mapping, struct page *page);
void truncate_file(struct address_space *mapping, pgoff_t pages);
void punch_hole(struct address_space *mapping, pgoff_t offset);
void unmap_mapping_page(struct address_space *mapping, pgoff_t offset, bool even_cows);
int invalidate_inode_page(struct page *page);
void invalidate_mapping_pages(struct address_space *mapping);
int invalidate_inode_pages2(struct address_space *mapping, pgoff_t offset);
bool invalidate_spares_page(struct page *page);

/* fs/ext4/inode.c: a mapped page is about to be written for the first time.  It is locked and stays so. */
int page_mkwrite(struct mm_struct *mm, unsigned long address, struct page *page);

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
