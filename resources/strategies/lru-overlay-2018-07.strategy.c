/* lru-overlay-2018-07: flag and count over page->lru, hooks in get_page() and put_page().
 *
 * John Hubbard, "[PATCH v2 5/6] mm: track gup pages with page->dma_pinned_* fields",
 * 1 July 2018, on 4.18-rc3; fields from 2/6, lock from 3/6.  A pinned page leaves the
 * LRU, which makes room in words 1 and 2.  So that none of some 88 callers of
 * get_user_pages() had to change, every reference of a flagged page counts as a pin.
 *
 *	PIN	lock gup; flagged: count += 1; else isolate from the LRU (on -EBUSY leave
 *		without a word), drop isolation's reference, count = 1, flag; unlock
 *	GET	_refcount += 1; flagged: lock gup, still flagged: count += 1, unlock
 *	PUT	flagged and count -= 1 gives 0: lock gup, still 0: clear the flag, unlock;
 *		_refcount -= 1, free at 0
 *	query	the flag, which alignment keeps clear in every list pointer
 *
 * Jan Kara's answer of 2 July drew the race of lab s01; the author dropped the hooks.
 */
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/swap.h>
#include <lab/ghost.h>

STRATEGY("lru-overlay-2018-07",
	.title = "Flag and count over page->lru, hooks in get_page and put_page",
	.cites = {
		"<20180702005654.20369-3-jhubbard@nvidia.com>",
		"<20180702005654.20369-4-jhubbard@nvidia.com>",
		"<20180702005654.20369-6-jhubbard@nvidia.com>",
	},
	.provides = { pins, recogniser, count_in_lru },
	.bytes_per_page = 0, .page_flags = 0, .node_bytes = 4,
	.callers = "none; every get_page and put_page pays", .max_pins = "2^31",
	.cost_note = "the page off its LRU; one spinlock per node, taken for every pin, get and last put of a pinned page");

/* Patch 2/6.  The count covers the low half of lru.prev only. */
EXTEND(struct page, lru_overlay) {
	struct {
		unsigned long dma_pinned_flags;
		atomic_t dma_pinned_count;
	};
};

/* Bit 0 is PageTail's. */
#define PAGE_DMA_PINNED		0x2

/* Patch 3/6: called a zone's lock, one for each node, and not safe against interrupts. */
EXTEND(struct pglist_data, node) {
	spinlock_t pinned_dma_lock;
};

static inline spinlock_t *zone_gup_lock(struct zone *zone)
{
	return &contig_page_data.pinned_dma_lock;
}

#define PageDmaPinned(page)	((READ_ONCE((page)->dma_pinned_flags) & PAGE_DMA_PINNED) != 0)

/* A plain store: the whole word is the flag's now. */
static inline void SetPageDmaPinned(struct page *page)
{
	WRITE_ONCE(page->dma_pinned_flags, PAGE_DMA_PINNED);
}

/* "Returns the page to the LRU", says the comment of the patch; it only gives the words back. */
static inline void ClearPageDmaPinned(struct page *page)
{
	INIT_LIST_HEAD(&page->lru);
}

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

/* Patch 5/6, called at the end of get_user_pages(); nobody looks at the result. */
int pin_page_for_dma(struct page *page)
{
	struct zone *zone;
	int ret = 0;

	page = compound_head(page);
	zone = page_zone(page);

	spin_lock(zone_gup_lock(zone));
	if (PageDmaPinned(page)) {
		VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
		atomic_inc(&page->dma_pinned_count);
		goto unlock_out;
	}

	ret = isolate_lru_page(page);
	if (ret)
		goto unlock_out;

	/* A page with these flags must not be freed while it is on no list. */
	ClearPageActive(page);
	ClearPageUnevictable(page);

	/* Isolation's reference; word 1 is poison, so the hook sees no flag. */
	ghost ref_moved(page, REF_ISOLATION, REF_TASK, 1);
	put_page(page);

	atomic_set(&page->dma_pinned_count, 1);
	SetPageDmaPinned(page);
	ghost isolations[page_to_pfn(page)]--;

unlock_out:
	spin_unlock(zone_gup_lock(zone));
	return ret;
}

void get_page(struct page *page)
{
	struct zone *zone;

	page = compound_head(page);
	VM_BUG_ON_PAGE(DEBUG_VM && page_ref_count(page) <= 0, page);
	page_ref_inc(page);
	ghost ref_taken(page, REF_TASK, 1);

	if (PageDmaPinned(page)) {
		zone = page_zone(page);
		spin_lock(zone_gup_lock(zone));
		if (PageDmaPinned(page)) {
			atomic_inc(&page->dma_pinned_count);
			/* Lab s07b's question: see below. */
			ghost if (!PageDmaPinned(page))
				stray_overlay_writes[page_to_pfn(page)]++;
		}
		spin_unlock(zone_gup_lock(zone));
	}
}

/* From the test of the flag to the decrement nothing holds the flag in place. */
static void __put_page_for_pinned_dma(struct page *page)
{
	struct zone *zone = page_zone(page);
	bool last = atomic_dec_and_test(&page->dma_pinned_count);

	/* Lab s07's question: does the flag still say that these words are the count's? */
	ghost if (!PageDmaPinned(page))
		stray_overlay_writes[page_to_pfn(page)]++;
	else if (overlay_count_is_foreign(page->dma_pinned_count.counter))
		early_overlay_writes[page_to_pfn(page)]++;
	if (last) {
		spin_lock(zone_gup_lock(zone));
		VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
		if (atomic_read(&page->dma_pinned_count) == 0)
			ClearPageDmaPinned(page);
		spin_unlock(zone_gup_lock(zone));
	}
}

void put_page(struct page *page)
{
	page = compound_head(page);
	if (PageDmaPinned(page))
		__put_page_for_pinned_dma(page);
	if (put_devmap_managed_page(page))
		return;
	if (put_page_testzero(page))
		__put_page(page);
}

/* Patch 5/6, __pagevec_lru_add_fn(): skip silently; the pagevec's reference goes all the same. */
bool lru_add_skips_page(struct page *page)
{
	return PageDmaPinned(page);
}

bool page_maybe_dma_pinned(struct page *page)
{
	return PageDmaPinned(page);
}

__pure bool page_pinned_peek(struct page *page)
{
	return PageDmaPinned(page);
}

__pure unsigned long overlay_flag_bits(void)
{
	return PAGE_DMA_PINNED;
}

__pure bool lru_words_overlaid(struct page *page)
{
	return PageDmaPinned(page);
}

/* For lab s11, which starts where the guard above matters: the record without the isolation. */
void force_pin_record(struct page *page)
{
	atomic_set(&page->dma_pinned_count, 1);
	SetPageDmaPinned(page);
}

/* While the flag is clear the word is half of a list pointer; see the inspector. */
LANE(dma_pinned_count, page, PageDmaPinned(page) ? page->dma_pinned_count.counter : 0);
