/* pte-bit: a "pinned" bit in the page-table entry.
 *
 * Christopher Lameter, 5 July 2018: mark the entry that the pin came through, and let
 * whoever wants to know walk the reverse map.  No room in struct page, no call of its
 * own for the release.  Jan Kara's answer of 9 July: then the drop of an old reference
 * still cannot be told from the release.  And the mark lives and dies with the mapping.
 *
 *	pin	as get-only; slow: set the bit in the entry, page-table lock held;
 *		fast: cmpxchg the bit into the entry that was read, which is the re-check too
 *	PUT	walk the reverse map, clear the bit wherever it is set; _refcount -= 1
 *	query	walk the reverse map: is the bit set in any entry that maps the page?
 *
 * One bit for each entry: it cannot count.  fork() copies it into the child with the
 * rest of the entry.  The walks take no page-table lock: callers may hold one.
 */
#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <lab/ghost.h>

STRATEGY("pte-bit",
	.title = "A bit in the page-table entry, found through the reverse map",
	.cites = {
		"<010001646acdf1d8-0460be04-cc74-4a2d-be89-a337461bd485-000000@email.amazonses.com>",
		"<20180709134937.fqk77w2jjw62lw6m@quack2.suse.cz>",
	},
	.provides = { pins, recogniser },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "none; every put_page pays", .max_pins = "one for each page-table entry",
	.cost_note = "a walk of the reverse map for every query and every put_page; fast GUP writes page tables");

/* A bit that the hardware leaves to software. */
#define _PAGE_BIT_PIN	_PAGE_BIT_SOFTW
#define _PAGE_PIN	_PAGE_SOFTW

/* There is one get_user_pages(): every use of it is taken for a pin. */
bool gup_get_is_pin(void)
{
	return true;
}

/* The processor sets bits of the entry too, lock or no lock. */
void pin_note_pte(struct mm_struct *mm, unsigned long address)
{
	set_bit(_PAGE_BIT_PIN, &mm->pte[address]);
}

bool pin_note_pte_fast(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return cmpxchg(&mm->pte[address], pte, pte | _PAGE_PIN) == pte;
}

/* The fast path lost the race before it had set the bit: whatever is set is somebody else's. */
void undo_grab_page_fast(struct page *page)
{
	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	__weak_put_page(page);
}

/* Address i of a process maps page i of the object; each page of a compound page has its own. */
static inline unsigned long address_of(struct page *page)
{
	struct page *head = compound_head(page);

	return READ_ONCE(head->index) + (page_to_pfn(page) - page_to_pfn(head));
}

static inline bool pte_pins(pte_t pte, struct page *page)
{
	return pte_present(pte) && (pte & _PAGE_PIN) != 0 && pte_page(pte) == page;
}

/* For every reference that anybody drops. */
void put_page(struct page *page)
{
	unsigned long address = address_of(page);
	pte_t pte;
	int i;

	for (i = 0; i < NR_MMS; i++) {
		pte = READ_ONCE(mms[i].pte[address]);
		if (pte_pins(pte, page))
			cmpxchg(&mms[i].pte[address], pte, pte & ~_PAGE_PIN);
	}
	__weak_put_page(page);
}

static bool mapping_is_marked(struct page *page)
{
	unsigned long address = address_of(page);
	int i;

	for (i = 0; i < NR_MMS; i++)
		if (pte_pins(READ_ONCE(mms[i].pte[address]), page))
			return true;
	return false;
}

/* Of a compound page: any of its pages. */
bool page_maybe_dma_pinned(struct page *page)
{
	int i, nr = COMPOUND_PAGES && PageHead(page) ? compound_nr(page) : 1;

	for (i = 0; i < nr; i++)
		if (mapping_is_marked(page + i))
			return true;
	return false;
}

__pure bool page_pinned_peek(struct page *page)
{
	struct page *head = compound_head(page);
	int i, nr = COMPOUND_PAGES && PageHead(page) ? compound_nr(page) : 1;
	unsigned long address = head->index + (page_to_pfn(page) - page_to_pfn(head));
	int subpage;
	pte_t pte;

	for (i = 0; i < NR_MMS; i++)
		for (subpage = 0; subpage < nr; subpage++) {
			pte = mms[i].pte[address + subpage];
			if (pte_present(pte) && (pte & _PAGE_PIN) != 0 && pte_page(pte) == page + subpage)
				return true;
		}
	return false;
}
