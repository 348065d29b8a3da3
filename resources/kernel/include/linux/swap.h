/* The LRU life of a page: mm/swap.c and mm/vmscan.c. */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/mm_types.h>
#include <linux/pagevec.h>

/* mm/swap.c */
void lru_cache_add(struct page *page);
void lru_add_drain(void);
void lru_add_drain_cpu(int cpu);
void lru_add_drain_all(void);
void __page_cache_release(struct page *page);
bool lru_add_skips_page(struct page *page);
void release_page(struct page *page);
void release_pages(struct page **pages, int nr);

/* mm/vmscan.c */
int isolate_lru_page(struct page *page);
void putback_lru_page(struct page *page);
void shrink_inactive_list(int nr_to_scan, int lru);

#endif
