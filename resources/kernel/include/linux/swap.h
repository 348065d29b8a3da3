/* The LRU life of a page: mm/swap.c and mm/vmscan.c. */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/mm_types.h>
#include <linux/pagevec.h>

/* mm/swap.c */
void lru_cache_add(struct page *page);
void lru_cache_add_inactive_or_unevictable(struct page *page, unsigned long vm_flags);
void lru_add_page_tail(struct page *head, struct page *tail);
void lru_add_drain(void);
void lru_add_drain_cpu(int cpu);
void lru_add_drain_all(void);
void __page_cache_release(struct page *page);
bool lru_add_skips_page(struct page *page);
void release_page(struct page *page);
void release_pages(struct page **pages, int nr);

/* mm/mlock.c */
void mlock_vma_page(struct page *page);
void munlock_vma_page(struct page *page);
void clear_page_mlock(struct page *page);
void mlock_page(struct mm_struct *mm, unsigned long address);
void munlock_page(struct mm_struct *mm, unsigned long address);

/* mm/mlock_batch.c: what is to be done with a page of the batch, in the low bits of its address */
#define MUNLOCK_TODO	0
#define MLOCK_TODO	1
#define MLOCK_NEW_TODO	2

void mlock_batch_add(struct page *page, unsigned long todo);
void mlock_new_page(struct page *page);
void mlock_drain_cpu(int cpu);
void mlock_drain_local(void);

/* mm/vmscan.c */
int isolate_lru_page(struct page *page);
void putback_lru_page(struct page *page);
void shrink_inactive_list(int nr_to_scan, int lru);
void reclaim_pages(struct list_head *page_list);

#endif
