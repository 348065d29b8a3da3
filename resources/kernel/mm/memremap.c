/* A device's memory with struct pages, after 4.18's kernel/memremap.c and linux/mm.h.
 *
 * put_page() asks every page whether it is one of these, and finds out through
 * word 1 what to do at the count of 1: whoever has written that word in the
 * meantime sends it anywhere. */
#include <linux/memremap.h>
#include <linux/mm.h>
#include <lab/ghost.h>

struct dev_pagemap device_pgmap = { .ref = ATOMIC_INIT(1), .type = MEMORY_DEVICE_FS_DAX };

/* Found by the page's number: GUP does not trust word 1 either. */
struct dev_pagemap *get_dev_pagemap(unsigned long pfn)
{
	if (!atomic_inc_not_zero(&device_pgmap.ref))
		return NULL;
	return &device_pgmap;
}

void put_dev_pagemap(struct dev_pagemap *pgmap)
{
	atomic_dec(&pgmap->ref);
}

/* At 1 the page is the driver's again; nobody frees it. */
void devmap_page_dropped(struct page *page, int count)
{
	if (count == 1) {
		ghost device_page_idle[page_to_pfn(page)]++;
		ClearPageActive(page);
	} else if (count == 0) {
		__put_page(page);
	}
}

/* False: the page is an ordinary one, and its put goes on. */
bool put_devmap_managed_page(struct page *page)
{
	struct dev_pagemap *pgmap;
	int count;

	if (!is_zone_device_page(page))
		return false;
	pgmap = READ_ONCE(page->pgmap);
	switch (READ_ONCE(pgmap->type)) {
	case MEMORY_DEVICE_PRIVATE:
	case MEMORY_DEVICE_PUBLIC:
	case MEMORY_DEVICE_FS_DAX:
		count = atomic_dec_return(&page->_refcount);
		ghost ref_dropped(page, REF_TASK, 1);
		devmap_page_dropped(page, count);
		return true;
	default:
		return false;
	}
}
