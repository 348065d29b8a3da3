/* Compound pages: several pages with one reference count, that of the head.  A few
 * stand for 512. */
#ifndef _LINUX_HUGE_MM_H
#define _LINUX_HUGE_MM_H

#include <linux/mm_types.h>

/* Nobody may take a tail for a page of a mapping. */
#define TAIL_MAPPING	((struct address_space *)0x400)

#define compound_order(head)	((unsigned int)((head) + 1)->compound_order)
#define compound_nr(head)	(1 << compound_order(head))

extern struct list_head free_hugepages;

void prep_compound_page(struct page *page, unsigned int order);
struct page *alloc_hugepage(void);
void free_compound_page(struct page *page);

/* Axis P: would a free of this head find a pin on record?  4.18 cannot ask. */
bool compound_record_is_bad(struct page *head);

int total_mapcount(struct page *head);
bool can_split_huge_page(struct page *head);
int split_huge_page(struct page *page);

/* mm/khugepaged.c */
int collapse_huge_page(struct mm_struct *mm, unsigned long start);

/* Raised where a head and its tails have just become pages of order 0. */
EVENT(page_split, struct page *head, int nr);

#endif
