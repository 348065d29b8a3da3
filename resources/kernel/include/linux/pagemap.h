/* The page cache: one file, found by index. */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/mm_types.h>

extern struct address_space file_mapping;

bool page_cache_get_speculative(struct page *page);
struct page *find_get_page(struct address_space *mapping, pgoff_t offset);
void delete_from_page_cache(struct page *page);

#endif
