/* One node with one zone: the LRU lists, and the lock that is called zone_lru_lock
 * although there is one for each node. */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/list.h>

enum lru_list {
	LRU_INACTIVE_ANON,
	LRU_ACTIVE_ANON,
	LRU_INACTIVE_FILE,
	LRU_ACTIVE_FILE,
	LRU_UNEVICTABLE,
	NR_LRU_LISTS
};

#define LRU_ACTIVE	1
#define LRU_FILE	2

struct lruvec {
	struct list_head lists[NR_LRU_LISTS];
};

/* Free pages of one CPU; word 1 and 2 of a free page are a node of this list. */
struct per_cpu_pages {
	struct list_head list;
};

struct pglist_data {
	spinlock_t lru_lock;
	struct lruvec lruvec;
	EXTENSION(node);
};

struct zone {
	int zone_idx;
};

/* Where a page lies, kept at the top of page->flags; no free changes it. */
enum zone_type {
	ZONE_NORMAL,
	ZONE_MOVABLE,		/* or a CMA area: what is in there must be able to leave */
	ZONE_DEVICE
};

#define ZONES_PGSHIFT	28
#define ZONES_MASK	3

#define page_zonenum(page)	((READ_ONCE((page)->flags) >> ZONES_PGSHIFT) & ZONES_MASK)

extern struct pglist_data contig_page_data;
extern struct zone zone_normal;

static inline struct zone *page_zone(struct page *page)
{
	return &zone_normal;
}

static inline spinlock_t *zone_lru_lock(struct zone *zone)
{
	return &contig_page_data.lru_lock;
}

#endif
