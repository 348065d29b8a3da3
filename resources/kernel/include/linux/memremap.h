/* Pages of a device (ZONE_DEVICE): word 1 is their dev_pagemap, word 2 the driver's.
 * They are idle with one reference, not with none. */
#ifndef _LINUX_MEMREMAP_H
#define _LINUX_MEMREMAP_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>

/* 1 in labs that declare a device's page.  Otherwise nothing is read to know that there is none. */
#define DEVICE_PAGES	0

enum memory_type {
	MEMORY_DEVICE_PRIVATE = 1,
	MEMORY_DEVICE_PUBLIC,
	MEMORY_DEVICE_FS_DAX
};

struct dev_pagemap {
	atomic_t ref;		/* keeps the device from going away; percpu in the kernel */
	int type;
};

extern struct dev_pagemap device_pgmap;

/* How often a page of it has become idle again. */
ghost int device_page_idle[NR_PAGES];

/* How often a release that is not put_page() had to know that itself. */
ghost int device_special_releases[NR_PAGES];

#define is_zone_device_page(page)	(DEVICE_PAGES && page_zonenum(page) == ZONE_DEVICE)

struct dev_pagemap *get_dev_pagemap(unsigned long pfn);
void put_dev_pagemap(struct dev_pagemap *pgmap);
void devmap_page_dropped(struct page *page, int count);
bool put_devmap_managed_page(struct page *page);

#endif
