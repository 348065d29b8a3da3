/* PAGE(name, .kind = ..., ...): what a page is when the lab starts. */
#ifndef _LAB_SETUP_H
#define _LAB_SETUP_H

enum page_kind {
	PAGE_ANON,
	PAGE_FILE,		/* in the page cache, at the index that is its number */
	PAGE_FREE,		/* the allocator's: faults and copies take these */
	PAGE_TAIL,		/* belongs to the compound page before it */
	PAGE_DEVICE,		/* ZONE_DEVICE: word 1 is pgmap */
	PAGE_ZERO		/* the shared zero page */
};

/* Further places for .lru, beside enum lru_list. */
#define LRU_PAGEVEC	16	/* waits in the lru_add pagevec of CPU .cpu, PG_lru clear */
#define LRU_NONE	17	/* on no list */

struct page_setup {
	enum page_kind kind;
	int lru;		/* enum lru_list, LRU_PAGEVEC or LRU_NONE; unnamed: the inactive list of its kind */
	int cpu;
	int mapped;		/* 1: a PTE maps it, at the address that is its number */
	int readonly;		/* mapped, but the PTE has no write permission */
	int shared;		/* child_mm maps it too, at the same address, as after a fork: read-only in both */
	int private_mapping;	/* of a file or of the zero page: MAP_PRIVATE (mapped read-only) */
	int dirty;
	int buffers;		/* PG_private, and the reference that goes with it */
	int refs;		/* ordinary references that tasks hold from the start */
	int order;		/* head of a compound page of 1 << order pages; its tails are the PAGE_TAILs that follow */
	int mlocked;		/* PG_mlocked, VM_LOCKED */
	int movable;		/* lies in ZONE_MOVABLE or a CMA area */
	int contents;		/* its word of data */
};

/* lab/disk.c: the part of PAGE() that concerns files; and a page as the flusher leaves it. */
void setup_file(struct page *page, struct page_setup *setup);
void force_clean(struct page *page);

#endif
