/* Makes a page what PAGE(...) says it is; runs before the first step. */
#include <lab.h>
#include <linux/rmap.h>

static void setup_owner(struct page *page, struct page_setup *setup)
{
	if (setup->kind == PAGE_FILE) {
		page->mapping = &file_mapping;
		page->index = page_to_pfn(page);
		file_mapping.slots[page->index] = page;
		page_ref_inc(page);
		ghost ref_taken(page, REF_PAGE_CACHE, 1);
	} else {
		page->mapping = (struct address_space *)((unsigned long)&anon_vma + PAGE_MAPPING_ANON);
		page->index = page_to_pfn(page);
		set_bit(PG_swapbacked, &page->flags);
	}
	if (setup->buffers) {
		set_bit(PG_private, &page->flags);
		page_ref_inc(page);
		ghost ref_taken(page, REF_BUFFERS, 1);
	}
	if (setup->dirty)
		SetPageDirty(page);
}

static void setup_vma(struct mm_struct *mm, unsigned long address, struct page_setup *setup)
{
	mm->vm_flags[address] = VM_READ | VM_WRITE | VM_MAYWRITE;
	if (setup->kind == PAGE_FILE || setup->kind == PAGE_DEVICE) {
		mm->vm_file[address] = &file_mapping;
		if (!setup->private_mapping)
			mm->vm_flags[address] |= VM_SHARED;
	}
}

static void setup_mapping(struct mm_struct *mm, struct page *page, struct page_setup *setup)
{
	unsigned long address = page_to_pfn(page);
	bool readonly = setup->readonly || setup->shared || setup->private_mapping;

	BUG_ON(!MAP_FILES && setup->kind == PAGE_FILE);	/* this lab maps one: no OVERRIDE(MAP_FILES, 0) */
	setup_vma(mm, address, setup);
	mm->pte[address] = mk_pte(page, readonly ? _PAGE_PRESENT : _PAGE_PRESENT | _PAGE_RW);
	atomic_inc(&page->_mapcount);
	page_ref_inc(page);
	ghost ref_taken(page, REF_PTE, 1);
}

/* The shared zero page: every entry of it is special, none is counted. */
static void setup_zero_page(struct page *page, struct page_setup *setup)
{
	zero_page = page;
	set_bit(PG_reserved, &page->flags);
	atomic_set(&page->_refcount, 1);
	ghost ref_taken(page, REF_TASK, 1);
	if (setup->mapped) {
		setup_vma(&init_mm, page_to_pfn(page), setup);
		init_mm.pte[page_to_pfn(page)] = mk_pte(page, _PAGE_PRESENT | _PAGE_SPECIAL);
	}
}

static void setup_pagevec(struct page *page, int cpu)
{
	struct pagevec *pvec = per_cpu_ptr(&lru_add_pvec, cpu);

	BUG_ON(cpu >= NR_CPUS);		/* some task of the lab must be on that CPU */
	BUG_ON(pagevec_count(pvec) >= PAGEVEC_SIZE - 1);	/* a full one never waits */
	pagevec_add(pvec, page);
	page_ref_inc(page);
	ghost ref_taken(page, REF_PAGEVEC, 1);
}

static void setup_lru(struct page *page, int lru)
{
	if (lru & LRU_ACTIVE)
		SetPageActive(page);
	if (lru == LRU_UNEVICTABLE)
		SetPageUnevictable(page);
	SetPageLRU(page);
	add_page_to_lru_list(page, &contig_page_data.lruvec, page_lru(page));
}

void setup_page(struct page *page, struct page_setup *setup)
{
	if (setup->kind == PAGE_TAIL) {
		setup_tail(page, setup);
		return;
	}
	atomic_set(&page->_mapcount, -1);
	page->lru.next = LIST_POISON1;
	page->lru.prev = LIST_POISON2;
	page_contents[page_to_pfn(page)] = setup->contents;
	setup_zone(page, setup);
	if (setup->kind == PAGE_FREE && !setup->order) {
		free_page_at_boot(page);
		return;
	}
	set_bit(PG_uptodate, &page->flags);
	if (setup->kind == PAGE_ZERO) {
		setup_zero_page(page, setup);
		return;
	}

	if (setup->order)
		setup_compound(page, setup);
	if (setup->kind == PAGE_FREE && setup->order)
		return;
	if (setup->kind == PAGE_DEVICE)
		setup_device(page);
	else
		setup_owner(page, setup);
	if (setup->mapped || setup->shared || setup->readonly || setup->private_mapping)
		setup_mapping(&init_mm, page, setup);
	if (setup->shared)
		setup_mapping(&child_mm, page, setup);
	else if (setup->kind == PAGE_ANON)
		page_set_anon_exclusive(page);
	setup_mlocked(page, setup);
	if (setup->kind == PAGE_FILE)
		setup_file(page, setup);
	if (setup->refs) {
		page_ref_add(page, setup->refs);
		ghost ref_taken(page, REF_TASK, setup->refs);
	}
	if (setup->lru == LRU_PAGEVEC)
		setup_pagevec(page, setup->cpu);
	else if (setup->lru != LRU_NONE && setup->kind != PAGE_DEVICE)
		setup_lru(page, setup->lru);
}
