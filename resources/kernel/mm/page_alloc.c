/* Giving a page back, after 4.18's mm/page_alloc.c: all flags die, words 1 and 2
 * become a node of this CPU's free list, and whatever was noted there is gone.
 *
 * Nobody asks whether a page of order 0 is pinned: the checks at free look at the
 * map count, the mapping, the reference count and some flags. */
#include <linux/mm.h>
#include <lab/ghost.h>

struct pglist_data contig_page_data;
struct zone zone_normal;

DEFINE_PER_CPU(struct per_cpu_pages, boot_pageset);

BOOT {
	int i;

	for (i = 0; i < NR_LRU_LISTS; i++)
		INIT_LIST_HEAD(&contig_page_data.lruvec.lists[i]);
	for (i = 0; i < NR_CPUS; i++)
		INIT_LIST_HEAD(&per_cpu_ptr(&boot_pageset, i)->list);
}

/* "Bad page state": the kernel prints it and lets the page leak. */
static bool free_page_is_bad(struct page *page)
{
	return atomic_read(&page->_mapcount) != -1 || page->mapping != NULL || page_ref_count(page) != 0 ||
	       (READ_ONCE(page->flags) & PAGE_FLAGS_CHECK_AT_FREE) != 0;
}

void free_unref_page(struct page *page)
{
	struct per_cpu_pages *pcp;

	ghost {
		generation[page_to_pfn(page)]++;
		raise page_freed(page);
	}
	if ((unsigned long)page->mapping & PAGE_MAPPING_ANON)
		page->mapping = NULL;
	if (WARN_ON_ONCE(free_page_is_bad(page)))
		return;
	page->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;

	local_irq_disable();
	pcp = this_cpu_ptr(&boot_pageset);
	list_add(&page->lru, &pcp->list);
	local_irq_enable();
}
