/* Makes a page what PAGE(...) says it is; runs before the first step. */
#include <lab.h>

/* All that is asked of an anon_vma here is an address. */
struct anon_vma {
	unsigned long rwsem;
};

struct anon_vma anon_vma;

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

static void setup_mapping(struct page *page)
{
	init_mm.pte[page_to_pfn(page)] = mk_pte(page, _PAGE_PRESENT | _PAGE_RW);
	atomic_inc(&page->_mapcount);
	page_ref_inc(page);
	ghost ref_taken(page, REF_PTE, 1);
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
	atomic_set(&page->_mapcount, -1);
	page->lru.next = LIST_POISON1;
	page->lru.prev = LIST_POISON2;
	set_bit(PG_uptodate, &page->flags);

	setup_owner(page, setup);
	if (setup->mapped)
		setup_mapping(page);
	if (setup->refs) {
		page_ref_add(page, setup->refs);
		ghost ref_taken(page, REF_TASK, setup->refs);
	}
	if (setup->lru == LRU_PAGEVEC)
		setup_pagevec(page, setup->cpu);
	else if (setup->lru != LRU_NONE)
		setup_lru(page, setup->lru);
}
