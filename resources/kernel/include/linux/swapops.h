/* Swap: an entry is a number, that of the page which was swapped out first, and names a slot on
 * the swap device.  The swap cache says which page holds the slot's data just now. */
#ifndef _LINUX_SWAPOPS_H
#define _LINUX_SWAPOPS_H

#include <linux/mm.h>

#define mk_swap_pte(entry)	(((entry) << PAGE_SHIFT) | _PAGE_SWAP)
#define pte_to_swp_entry(pte)	((pte) >> PAGE_SHIFT)
#define pte_swp_exclusive(pte)	(((pte) & _PAGE_SWP_EXCLUSIVE) != 0)

extern unsigned int swap_disk[NR_PAGES];
extern int swap_map[NR_PAGES];
extern struct page *swap_cache[NR_PAGES];

bool add_to_swap(struct page *page);
void __delete_from_swap_cache(struct page *page);
void delete_from_swap_cache(struct page *page);
struct page *lookup_swap_cache(unsigned long entry);
struct page *swapin_readahead(unsigned long entry);
void swap_duplicate(unsigned long entry);
void swap_free(unsigned long entry);
int swap_writepage(struct page *page);
bool try_to_free_swap(struct page *page);
bool reuse_swap_page(struct page *page);

#endif
