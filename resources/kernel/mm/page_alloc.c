/* Giving a page back and taking one, after 4.18's mm/page_alloc.c.  At free all flags die, words 1
 * and 2 become a node of this CPU's free list, and whatever was noted there is gone.
 *
 * Nobody asks whether a page of order 0 is pinned: the checks at free look at the map count, the
 * mapping, the reference count and some flags. */
#include <linux/mm.h>
#include <lab/ghost.h>

struct pglist_data contig_page_data;
struct zone zone_normal;

/* The zone's free pages, and those that each CPU keeps for itself. */
LIST_HEAD(free_area);
DEFINE_PER_CPU(struct per_cpu_pages, boot_pageset);

BOOT {
	int i;

	for (i = 0; i < NR_LRU_LISTS; i++)
		INIT_LIST_HEAD(&contig_page_data.lruvec.lists[i]);
	for (i = 0; i < NR_CPUS; i++)
		INIT_LIST_HEAD(&per_cpu_ptr(&boot_pageset, i)->list);
}

/* PAGE(spare, .kind = PAGE_FREE) */
void free_page_at_boot(struct page *page)
{
	list_add_tail(&page->lru, &free_area);
	ghost page_is_free[page_to_pfn(page)] = 1;
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
		page_is_free[page_to_pfn(page)] = 1;
		raise page_freed(page);
	}
	if ((unsigned long)page->mapping & PAGE_MAPPING_ANON)
		page->mapping = NULL;
	if (WARN_ON_ONCE(free_page_is_bad(page)))
		return;
	page->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	pin_record_freed(page);

	local_irq_disable();
	pcp = this_cpu_ptr(&boot_pageset);
	list_add(&page->lru, &pcp->list);
	local_irq_enable();
}

/* This CPU's pages first, then the zone's, then those of the other CPUs, which are drained when
 * nothing else is left.  No reclaim: the next who asks may find what kswapd has freed. */
static struct list_head *free_list_to_take_from(void)
{
	struct list_head *list = &this_cpu_ptr(&boot_pageset)->list;
	int cpu;

	if (!list_empty(list))
		return list;
	if (!list_empty(&free_area))
		return &free_area;
	for (cpu = 0; cpu < NR_CPUS; cpu++) {
		list = &per_cpu_ptr(&boot_pageset, cpu)->list;
		if (!list_empty(list))
			return list;
	}
	return NULL;
}

/* Nobody is just linking a page in: draining another CPU's list is done by that CPU, between two frees.
 * A list that is broken for good (words of free pages that somebody writes) is not waited for. */
static __pure bool free_lists_settled(void)
{
	struct list_head *list, *first;
	int cpu;

	for (cpu = 0; cpu < NR_CPUS; cpu++) {
		list = &per_cpu_ptr(&boot_pageset, cpu)->list;
		first = list->next;
		if (first->prev != list && valid_address(first->prev))
			return false;
	}
	return true;
}

/* This CPU has a page of its own to give, or the zone has. */
static __pure bool pages_at_hand(void)
{
	struct list_head *own = &this_cpu_ptr(&boot_pageset)->list;

	return own->next != own || free_area.next != &free_area;
}

/* NULL when there is none.  Whose memory has failed is met here, and never given to anybody
 * (check_new_page()). */
struct page *alloc_page(gfp_t gfp)
{
	struct page *page = NULL;
	struct list_head *list;

	/* Interrupts off on this CPU, the zone's lock for the zone's pages: nobody else looks at the
	 * lists, and nobody knows the page.  Draining waits for the other CPUs. */
	atomic {
		wait_event(pages_at_hand() || free_lists_settled());
		for (list = free_list_to_take_from(); list; list = free_list_to_take_from()) {
			page = list_entry(list->next, struct page, lru);
			list_del(&page->lru);
			if (!PageHWPoison(page))
				break;
		}
		if (list) {
			page->private = 0;
			atomic_set(&page->_refcount, 1);
		}
	}
	if (list)
		ghost {
			page_is_free[page_to_pfn(page)] = 0;
			ref_taken(page, REF_TASK, 1);
		}
	return list ? page : NULL;
}
