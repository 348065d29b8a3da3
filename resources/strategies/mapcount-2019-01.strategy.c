/* mapcount-2019-01: a pin of a file page is one more mapping.
 *
 * Jerome Glisse, December 2018 and January 2019, prototype by John Hubbard of 14 January:
 * pins are counted into _mapcount, and who needs to know counts the page-table entries and
 * compares.  A page flag spares the walk while nobody pins.  Anonymous pages are left out.
 *
 *	pin	_refcount += 1; _mapcount += 1; write barrier; set the flag.  The fast path backs
 *		off from a page under writeback
 *	unpin	_mapcount -= 1, then put_page()
 *	query	flag clear: no.  Else, page lock held: clear the flag; walk the reverse map and
 *		count; read _mapcount; more than was counted: set the flag again, yes.
 *		A flag that a pinner has set meanwhile is a yes as well
 *
 * Jan Kara: zap lowers _mapcount while the walk is under way (lab s19).  The repair that
 * was talked of, entries that say "zapped" and a second walk, is not in here.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <lab/ghost.h>

STRATEGY("mapcount-2019-01",
	.title = "Pins of file pages counted into _mapcount, released by put_user_page",
	.cites = {
		"<20181219020723.GD4347@redhat.com>",
		"<20190112032533.GD5059@redhat.com>",
		"<fdece7f8-7e4f-f679-821f-1d05ed748c15@nvidia.com>",
	},
	.provides = { pins, recogniser, separate_unpin },
	.bytes_per_page = 0, .page_flags = 1,
	.callers = "every caller of get_user_pages", .max_pins = "2^31",
	.cost_note = "a walk of the reverse map for every query of a flagged page; anonymous pages are not covered");

EXTEND(enum pageflags) { PG_gup_pinned };

#define PageGupPinned(page)		test_bit(PG_gup_pinned, &(page)->flags)
#define SetPageGupPinned(page)		set_bit(PG_gup_pinned, &(page)->flags)
#define ClearPageGupPinned(page)	clear_bit(PG_gup_pinned, &(page)->flags)

static bool pins_are_counted(struct page *page)
{
	return ((unsigned long)READ_ONCE(page->mapping) & PAGE_MAPPING_ANON) == 0;
}

static void count_pin(struct page *page)
{
	atomic_inc(&page->_mapcount);
	smp_wmb();
	SetPageGupPinned(page);
}

void try_grab_page(struct page *page)
{
	__weak_try_grab_page(page);
	page = compound_head(page);
	if (pins_are_counted(page))
		count_pin(page);
}

bool try_grab_page_fast(struct page *page)
{
	if (!__weak_try_grab_page_fast(page))
		return false;
	page = compound_head(page);
	if (!pins_are_counted(page))
		return true;
	if (PageWriteback(page)) {
		__weak_undo_grab_page_fast(page);
		return false;
	}
	count_pin(page);
	return true;
}

static void uncount_pin(struct page *page)
{
	if (pins_are_counted(page))
		atomic_dec(&page->_mapcount);
}

/* The flag stays, here and below, until somebody walks. */
void undo_grab_page_fast(struct page *page)
{
	uncount_pin(compound_head(page));
	__weak_undo_grab_page_fast(page);
}

void put_user_page(struct page *page)
{
	uncount_pin(compound_head(page));
	__weak_put_user_page(page);
}

static int count_ptes(struct page *page)
{
	unsigned long address = READ_ONCE(page->index);
	int mapped = 0, i;
	pte_t pte;

	for (i = 0; i < NR_MMS; i++) {
		pte = READ_ONCE(mms[i].pte[address]);
		if (pte_present(pte) && pte_page(pte) == page)
			mapped++;
	}
	return mapped;
}

bool page_maybe_dma_pinned(struct page *page)
{
	int mapped;

	page = compound_head(page);
	if (!PageGupPinned(page))
		return false;
	ClearPageGupPinned(page);
	smp_mb__after_atomic();
	mapped = count_ptes(page);
	if (atomic_read(&page->_mapcount) + 1 > mapped)
		SetPageGupPinned(page);
	return PageGupPinned(page);
}

/* What the two counts say at one moment; the flag is down while somebody else asks. */
__pure int page_pin_count_peek(struct page *page)
{
	int mapped = 0, i;
	pte_t pte;

	if (((unsigned long)page->mapping & PAGE_MAPPING_ANON) != 0)
		return 0;
	for (i = 0; i < NR_MMS; i++) {
		pte = mms[i].pte[page->index];
		if (pte_present(pte) && pte_page(pte) == page)
			mapped++;
	}
	return page->_mapcount.counter + 1 - mapped;
}

__pure bool page_pinned_peek(struct page *page)
{
	return page_pin_count_peek(page) > 0;
}

/* Set and nobody pins: it takes a walk to find that out. */
__pure bool pin_hint_peek(struct page *page)
{
	return PageGupPinned(page);
}

LANE(_mapcount, page, page->_mapcount.counter);
