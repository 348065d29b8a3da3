/* lru-overlay-2018-11: the same words, but a release call of its own.
 *
 * John Hubbard, RFC v2 of 10 November 2018, material for Plumbers: the overlay of
 * July without hooks in get_page() and put_page().  Every caller of get_user_pages()
 * releases with put_user_page().  A second bit remembers that the page was on an
 * LRU, and a page that could not be isolated is marked all the same.
 *
 *	PIN	lock gup; pinned: count += 1; else isolate, if that worked set WAS_LRU;
 *		in any case count = 1, set pinned; unlock
 *	UNPIN	count -= 1, no flag is tested; at 0: lock gup, still 0: clear pinned,
 *		WAS_LRU: clear it, put the page back; unlock; put_page()
 *	query	the pinned bit
 *
 * Unlike July's, isolation's reference is kept until putback.  Dropped after Dan
 * Williams asked about ZONE_DEVICE pages, whose pgmap lives in the same word.
 */
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/swap.h>
#include <lab/ghost.h>

STRATEGY("lru-overlay-2018-11",
	.title = "Flags and count over page->lru, released by put_user_page",
	.cites = {
		"<20181110085041.10071-5-jhubbard@nvidia.com>",
		"<20181110085041.10071-7-jhubbard@nvidia.com>",
	},
	.provides = { pins, recogniser, count_in_lru, separate_unpin },
	.bytes_per_page = 0, .page_flags = 0, .node_bytes = 4,
	.callers = "every caller of get_user_pages", .max_pins = "2^31",
	.cost_note = "the page off its LRU; one spinlock per node; every caller converted");

EXTEND(struct page, lru_overlay) {
	struct {
		unsigned long dma_pinned_flags;
		atomic_t dma_pinned_count;
	};
};

/* July's masks, now handed to functions that take bit numbers: the bits are 0x4 and 0x10. */
#define PAGE_DMA_PINNED		0x2
#define PAGE_DMA_PINNED_WAS_LRU	0x4

EXTEND(struct pglist_data, node) {
	spinlock_t pinned_dma_lock;
};

static inline spinlock_t *zone_gup_lock(struct zone *zone)
{
	return &contig_page_data.pinned_dma_lock;
}

#define PageDmaPinned(page)		test_bit(PAGE_DMA_PINNED, &(page)->dma_pinned_flags)
#define SetPageDmaPinned(page)		set_bit(PAGE_DMA_PINNED, &(page)->dma_pinned_flags)
#define ClearPageDmaPinned(page)	clear_bit(PAGE_DMA_PINNED, &(page)->dma_pinned_flags)

#define PageDmaPinnedWasLru(page)	test_bit(PAGE_DMA_PINNED_WAS_LRU, &(page)->dma_pinned_flags)
#define SetPageDmaPinnedWasLru(page)	set_bit(PAGE_DMA_PINNED_WAS_LRU, &(page)->dma_pinned_flags)
#define ClearPageDmaPinnedWasLru(page)	clear_bit(PAGE_DMA_PINNED_WAS_LRU, &(page)->dma_pinned_flags)

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

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
	if (ret == 0)
		SetPageDmaPinnedWasLru(page);

	/* Whoever owns the words now, if isolation failed: they are written. */
	atomic_set(&page->dma_pinned_count, 1);
	SetPageDmaPinned(page);

unlock_out:
	spin_unlock(zone_gup_lock(zone));
	return ret;
}

void put_user_page(struct page *page)
{
	struct zone *zone;
	bool last;

	page = compound_head(page);
	zone = page_zone(page);

	last = atomic_dec_and_test(&page->dma_pinned_count);
	/* Lab s07's question: does the bit say that these words are the count's? */
	ghost if (!PageDmaPinned(page))
		stray_overlay_writes[page_to_pfn(page)]++;
	else if (overlay_count_is_foreign(page->dma_pinned_count.counter))
		early_overlay_writes[page_to_pfn(page)]++;
	if (last) {
		spin_lock(zone_gup_lock(zone));
		VM_BUG_ON_PAGE(DEBUG_VM && PageLRU(page), page);
		VM_BUG_ON_PAGE(DEBUG_VM && !PageDmaPinned(page), page);
		if (atomic_read(&page->dma_pinned_count) == 0) {
			ClearPageDmaPinned(page);
			if (PageDmaPinnedWasLru(page)) {
				ClearPageDmaPinnedWasLru(page);
				putback_lru_page(page);
			}
		}
		spin_unlock(zone_gup_lock(zone));
	}

	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	put_page(page);
}

/* Unchanged but for an assertion: more pins than references cannot be. */
void put_page(struct page *page)
{
	page = compound_head(page);
	VM_BUG_ON_PAGE(DEBUG_VM && PageDmaPinned(page) &&
		       page_ref_count(page) < atomic_read(&page->dma_pinned_count), page);
	if (put_devmap_managed_page(page))
		return;
	if (put_page_testzero(page))
		__put_page(page);
}

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
	return 1 << PAGE_DMA_PINNED | 1 << PAGE_DMA_PINNED_WAS_LRU;
}

__pure bool lru_words_overlaid(struct page *page)
{
	return PageDmaPinned(page);
}

/* Means something only while the bit is set. */
__pure int page_pin_count_peek(struct page *page)
{
	return PageDmaPinned(page) ? page->dma_pinned_count.counter : 0;
}

/* While the flag is clear the word is half of a list pointer; see the inspector. */
LANE(dma_pinned_count, page, PageDmaPinned(page) ? page->dma_pinned_count.counter : 0);
