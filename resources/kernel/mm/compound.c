/* Compound pages: made, taken and given back, after the compound part of 4.18's
 * mm/page_alloc.c.
 *
 * Word 1 of a tail leads to the head and says so in bit 0; the order lies in the first
 * tail.  There is one reference count, the head's. */
#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <lab/ghost.h>

/* What is really a tail of what: the head's number plus 1. */
ghost int folio_of[NR_PAGES];

/* Blocks of several pages that nobody uses; in the kernel the buddy lists of their order. */
LIST_HEAD(free_hugepages);

/* The pages are the caller's alone, but whoever has an old pointer may look at word 1. */
void prep_compound_page(struct page *page, unsigned int order)
{
	int i;

	(page + 1)->compound_order = order;
	SetPageHead(page);
	for (i = 1; i < 1 << order; i++) {
		set_page_count(page + i, 0);
		atomic_set(&(page + i)->_mapcount, -1);
		(page + i)->mapping = TAIL_MAPPING;
		WRITE_ONCE((page + i)->compound_head, (unsigned long)page + 1);
		ghost {
			folio_of[page_to_pfn(page) + i] = page_to_pfn(page) + 1;
			page_is_free[page_to_pfn(page) + i] = 0;
		}
	}
	atomic_set(&(page + 1)->compound_mapcount, -1);
}

static void clear_compound_head(struct page *tail)
{
	WRITE_ONCE(tail->compound_head, 0);
	ghost folio_of[page_to_pfn(tail)] = 0;
}

/* A block from the free list, NULL when there is none.  Its order is kept in page->private. */
struct page *alloc_hugepage(void)
{
	struct page *page = NULL;

	/* zone->lock, which nothing else here takes, stands for itself: take a block at once. */
	atomic {
		if (!list_empty(&free_hugepages)) {
			page = list_entry(free_hugepages.next, struct page, lru);
			list_del(&page->lru);
			set_page_count(page, 1);
		}
	}
	if (!page)
		return NULL;
	ghost {
		page_is_free[page_to_pfn(page)] = 0;
		ref_taken(page, REF_TASK, 1);
	}
	prep_compound_page(page, page->private);
	return page;
}

/* Axis P: since v5.7 a compound page that is freed with pins on record is reported. */
__weak bool compound_record_is_bad(struct page *head)
{
	return false;
}

static bool free_tails_are_bad(struct page *head, int nr)
{
	int i;

	for (i = 1; i < nr; i++) {
		if ((page_count(head + i)) != 0 || atomic_read(&(head + i)->_mapcount) != -1)
			return true;
		if ((head + i)->mapping != TAIL_MAPPING || compound_head(head + i) != head)
			return true;
	}
	return false;
}

/* The last reference of the head is gone, and its LRU list has been left. */
void free_compound_page(struct page *head)
{
	unsigned int order = compound_order(head);
	int i;

	for (i = 0; i < 1 << order; i++)
		ghost {
			generation[page_to_pfn(head) + i]++;
			page_is_free[page_to_pfn(head) + i] = 1;
			raise page_freed(head + i);
		}
	head->mapping = NULL;
	if (WARN_ON_ONCE(compound_record_is_bad(head) || free_tails_are_bad(head, 1 << order)))
		return;			/* "Bad page state": it leaks */
	for (i = 1; i < 1 << order; i++) {
		(head + i)->mapping = NULL;
		clear_compound_head(head + i);
	}
	head->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	pin_record_freed(head);
	head->private = order;
	/* zone->lock, as in alloc_hugepage(). */
	atomic {
		list_add(&head->lru, &free_hugepages);
	}
}
