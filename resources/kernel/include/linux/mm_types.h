/* struct page as 4.18 lays it out on x86-64: 64 bytes, eight words, one cache
 * line.  Words 1 to 5 belong to whoever owns the page just now; the overlay
 * strategies of 2018 live in the union of words 1 and 2.  A strategy that wants
 * room of its own takes it at an EXTENSION point. */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/types.h>

struct address_space;
struct mm_struct;
struct kmem_cache;
struct dev_pagemap;
struct mem_cgroup;

typedef unsigned long pgoff_t;

/* A page-table entry: pfn << PAGE_SHIFT, and the bits of linux/mm.h. */
typedef unsigned long pte_t;

struct page {
	unsigned long flags;			/* word 0: atomic bit operations only */
	union {
		struct {			/* page cache and anonymous pages */
			union {			/* words 1 and 2 */
				/* Owned by lru_lock while PG_lru is set, by the isolator after. */
				struct list_head lru;
				struct {	/* on the unevictable side, with MLOCK_BATCH: v5.18 */
					void *__filler;
					unsigned int mlock_count;
				};
				EXTENSION(lru_overlay);
			};
			/* word 3: bit 0 says anonymous, see PAGE_MAPPING_ANON */
			struct address_space *mapping;
			pgoff_t index;		/* word 4 */
			unsigned long private;	/* word 5: buffers, swap entry, buddy order */
		};
		struct {			/* slab, slob and slub */
			union {
				struct list_head slab_list;
				struct {
					struct page *next;
					int pages;
					int pobjects;
				};
			};
			struct kmem_cache *slab_cache;
			void *freelist;
			unsigned long counters;
		};
		struct {			/* tail pages of a compound page */
			unsigned long compound_head;	/* bit 0 is PageTail */
			unsigned char compound_dtor;
			unsigned char compound_order;
			atomic_t compound_mapcount;
			unsigned int _tail_mapping;	/* low half of word 3: TAIL_MAPPING */
			EXTENSION(first_tail);		/* byte 28, where v6.3 has _pincount */
		};
		struct {			/* second tail page */
			unsigned long _compound_pad_1;
			unsigned long _compound_pad_2;
			struct list_head deferred_list;
		};
		struct {			/* page-table pages */
			unsigned long _pt_pad_1;
			void *pmd_huge_pte;
			unsigned long _pt_pad_2;
			struct mm_struct *pt_mm;
			spinlock_t ptl;
		};
		struct {			/* ZONE_DEVICE pages */
			struct dev_pagemap *pgmap;
			unsigned long hmm_data;
			unsigned long _zd_pad_1;
		};
		struct callback_head rcu_head;
	};
	union {					/* word 6, low half */
		atomic_t _mapcount;		/* page-table entries, counted from -1 */
		unsigned int page_type;
		int units;
	};
	atomic_t _refcount;			/* word 6, high half */
	struct mem_cgroup *mem_cgroup;		/* word 7 */
	EXTENSION(page_end);
};

/* How many address spaces there are; a lab with a child process says OVERRIDE(NR_MMS, 2). */
#define NR_MMS	1

/* One file of at most NR_PAGES pages: slot i is what the page cache has at index i. */
struct address_space {
	spinlock_t i_pages;
	spinlock_t private_lock;		/* buffers and PG_dirty change together */
	pgoff_t i_size;				/* the inode's, in pages */
	struct page *slots[NR_PAGES];
};

/* A sleeping lock: readers together, a writer alone (-1). */
struct rw_semaphore {
	int count;
};

/* One process.  Address i is entry i of its only page table, which hangs off pmd; the VMA around
 * an address is its vm_flags (linux/mm.h) and, where a file is mapped, that file. */
struct mm_struct {
	struct rw_semaphore mmap_lock;		/* mmap_sem in 4.18 */
	spinlock_t page_table_lock;
	unsigned long pmd;			/* 0: the table has been taken away */
	pte_t pte[NR_PAGES];
	unsigned long vm_flags[NR_PAGES];
	struct address_space *vm_file[NR_PAGES];
	unsigned long flags;			/* MMF_HAS_PINNED */
	unsigned int write_protect_seq;		/* odd while fork copies page tables */
};

#endif
