/* The pages that are not simply one page of one process: compound pages, pages of a
 * device, pages that lie somewhere in particular.  Before the first step. */
#include <lab.h>
#include <linux/huge_mm.h>
#include <linux/memremap.h>
#include <linux/rmap.h>

/* The head's PAGE() makes the whole compound page; those of the tails say what maps them.  A free
 * one is a block of pages that alloc_hugepage() may take. */
void setup_compound(struct page *head, struct page_setup *setup)
{
	int i;

	BUG_ON(!COMPOUND_PAGES);	/* the lab must say OVERRIDE(COMPOUND_PAGES, 1) */
	BUG_ON(page_to_pfn(head) + (1 << setup->order) > NR_PAGES);	/* a tail has no PAGE() */
	if (setup->kind == PAGE_FREE) {
		head->private = setup->order;
		list_add(&head->lru, &free_hugepages);
		for (i = 0; i < 1 << setup->order; i++)
			ghost page_is_free[page_to_pfn(head) + i] = 1;
	} else {
		prep_compound_page(head, setup->order);
	}
}

/* Each page-table entry holds a reference of the head. */
void setup_tail(struct page *page, struct page_setup *setup)
{
	struct page *head = compound_head(page);
	unsigned long address = page_to_pfn(page);

	set_bit(PG_uptodate, &page->flags);
	if (head == page) {
		atomic_set(&page->_mapcount, -1);	/* of a free block */
		BUG_ON(setup->mapped);	/* no PAGE(..., .order = n) before it reaches this far */
	}
	if (setup->mapped) {
		init_mm.vm_flags[address] = VM_READ | VM_WRITE | VM_MAYWRITE;
		init_mm.pte[address] = mk_pte(page, setup->readonly ? _PAGE_PRESENT : _PAGE_PRESENT | _PAGE_RW);
		atomic_inc(&page->_mapcount);
		page_ref_inc(head);
		ghost ref_taken(head, REF_PTE, 1);
		if (PageAnon(head))
			page_set_anon_exclusive(page);
	}
}

/* A device's page is idle with one reference, its driver's, and is on no list. */
void setup_device(struct page *page)
{
	BUG_ON(!DEVICE_PAGES);		/* the lab must say OVERRIDE(DEVICE_PAGES, 1) */
	page->pgmap = &device_pgmap;
	page->hmm_data = 0;
	page->mapping = &file_mapping;
	page->index = page_to_pfn(page);
	page->flags |= ZONE_DEVICE << ZONES_PGSHIFT;
	page_ref_inc(page);
	ghost ref_taken(page, REF_TASK, 1);
}

/* PG_mlocked and the VMA's flag go together. */
void setup_mlocked(struct page *page, struct page_setup *setup)
{
	if (setup->mlocked) {
		SetPageMlocked(page);
		init_mm.vm_flags[page_to_pfn(page)] |= VM_LOCKED;
		if (setup->lru < NR_LRU_LISTS)
			SetPageUnevictable(page);
		if (MLOCK_BATCH && setup->lru < NR_LRU_LISTS)
			page->mlock_count = 1;
	}
}

void setup_zone(struct page *page, struct page_setup *setup)
{
	if (setup->movable)
		page->flags |= ZONE_MOVABLE << ZONES_PGSHIFT;
}
