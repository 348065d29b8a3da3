/* PAGE(name, .kind = ..., ...): what a page is when the lab starts. */
#ifndef _LAB_SETUP_H
#define _LAB_SETUP_H

enum page_kind {
	PAGE_ANON,
	PAGE_FILE		/* in the page cache, at the index that is its number */
};

/* Further places for .lru, beside enum lru_list. */
#define LRU_PAGEVEC	16	/* waits in the lru_add pagevec of CPU .cpu, PG_lru clear */
#define LRU_NONE	17	/* on no list */

struct page_setup {
	enum page_kind kind;
	int lru;		/* enum lru_list, LRU_PAGEVEC or LRU_NONE; unnamed: the inactive list of its kind */
	int cpu;
	int mapped;		/* 1: a PTE maps it, at the address that is its number */
	int dirty;
	int buffers;		/* PG_private, and the reference that goes with it */
	int refs;		/* ordinary references that tasks hold from the start */
};

#endif
