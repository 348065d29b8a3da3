/* Oracles about compound pages and about the words that several owners share: what is
 * really a tail, who really owns words 1 and 2. */
#include <lab.h>
#include <linux/huge_mm.h>
#include <linux/memory-failure.h>
#include <linux/memremap.h>

/* O-TAIL-SANITY: bit 0 of word 1 says "tail" of exactly those pages that are one, and leads to
 * their head.  Of all pages, in every state. */
__pure bool oracle_tail_sanity(void)
{
	unsigned long word;
	int i;

	for (i = 0; i < NR_PAGES; i++) {
		word = pfn_to_page(i)->compound_head;
		if (folio_of[i]) {
			if (word != (unsigned long)pfn_to_page(folio_of[i] - 1) + 1)
				return false;
		} else if (word & 1) {
			return false;
		}
	}
	return true;
}

/* The pins of a compound page, through whichever of its pages they were taken. */
__pure int compound_pins(struct page *head)
{
	int i, pins = ghost_pins(head);

	for (i = 0; i < NR_PAGES; i++)
		if (folio_of[i] == page_to_pfn(head) + 1)
			pins += ghost_pins(pfn_to_page(i));
	return pins;
}

/* O-PIN-SEEN, of a page of any order: a pin of any of its pages is one, and it is asked of the
 * head, as rmap and writeback do. */
__pure bool oracle_compound_pin_seen(struct page *page)
{
	struct page *head = compound_head(page);

	return compound_pins(head) == 0 || page_pinned_peek(head);
}

/* O-PIN-EXACT, of a head. */
__pure bool oracle_compound_pin_exact(struct page *head)
{
	int surplus = page_pin_count_peek(head) - compound_pins(head);

	return surplus >= 0 && surplus <= pin_calls + unpin_calls;
}

/* At page_split(head, nr): no page of order 0 may inherit a pin, or lose one. */
__pure bool oracle_split_unpinned(struct page *head, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		if (ghost_pins(head + i))
			return false;
	return true;
}

/* At page_migrated(from, to). */
__pure bool oracle_moves_unpinned(struct page *from)
{
	return ghost_pins(from) == 0;
}

/* O-UNION-OWNER, of a device's page: words 1 and 2 are its dev_pagemap and its driver's. */
__pure bool oracle_union_owner(struct page *page)
{
	return page->pgmap == &device_pgmap && page->hmm_data == 0;
}

/* No count of pins but an address, or what list_del() has left there. */
__pure bool overlay_count_is_foreign(int count)
{
	return count > 0x7f || count < -0x80;
}

/* O-FLAG-ENCODING: the bits of word 1 in which a strategy keeps its flags are clear in every value
 * that another owner may have there; here, an address in a list. */
__pure bool oracle_flag_encoding(struct page *page)
{
	return !linked[page_to_pfn(page)] || ((unsigned long)page->lru.next & overlay_flag_bits()) == 0;
}

/* O-REF-CONSERVED, finally, when no task and no pin is left: the entries of its pages are all that
 * holds a page. */
__pure bool oracle_only_entries_hold(struct page *head)
{
	int i, entries = 0;

	if (compound_head(head) != head)
		return head->_refcount.counter == 0;	/* a tail counts nothing */
	for (i = 0; i < NR_PAGES; i++)
		if (compound_head(pfn_to_page(i)) == head)
			entries += pfn_to_page(i)->_mapcount.counter + 1;
	return head->_refcount.counter == entries;
}

/* O-GUP-VALID, second half: a pin that has been handed out holds the page it names, and all entries
 * that map it hold it too.  Of a page of any order, by its head. */
__pure bool oracle_compound_held(struct page *page)
{
	struct page *head = compound_head(page);
	int i, holders = compound_pins(head) * pin_references(head);

	if (head->_refcount.counter == 0)
		return compound_pins(head) == 0;	/* frozen, or free */
	for (i = 0; i < NR_PAGES; i++)
		if (compound_head(pfn_to_page(i)) == head)
			holders += pfn_to_page(i)->_mapcount.counter + 1;
	return head->_refcount.counter >= holders;
}

/* O-POISON-CONTAINED, at poison_handled: "recovered" means that nobody has the page any more. */
__pure bool oracle_poison_contained(struct page *page, int result)
{
	return result != MF_RECOVERED || (ghost_pins(page) == 0 && page->_mapcount.counter == -1 &&
					  file_mapping.slots[page->index] != page);
}
