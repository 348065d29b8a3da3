#ifndef LAB_H
#define LAB_H

#define NULL ((void *)0)
#define PAGEVEC_SIZE 14

typedef unsigned long pgoff_t;

struct list_head {
	struct list_head *next, *prev;
};

enum page_kind { PAGE_ANON, PAGE_FILE };

struct page {
	unsigned long flags;
	union {
		struct list_head lru;
		EXTENSION(lru_overlay);
	};
	void *mapping;
	pgoff_t index;
	unsigned long private;
	atomic_t _mapcount;
	atomic_t _refcount;
};

struct page_setup {
	enum page_kind kind;
	int mapped;
};

extern spinlock_t lru_lock;
ghost int live_pins[NR_PAGES];
EVENT(page_freed, struct page *page);

void get_page(struct page *page);
void put_page(struct page *page);
void lock_page(struct page *page);
__pure int page_count(struct page *page);
__pure int live_pins_of(struct page *page);
/* Optional: what the strategy may have. */
__pure bool page_dma_pinned(struct page *page);
void setup_page(struct page *page, struct page_setup *setup);

#endif
