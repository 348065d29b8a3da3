/* Questions that properties and lanes ask.  All are evaluated at once and take no
 * step; those that walk a list believe no pointer before they have looked at it. */
#ifndef _LAB_ORACLES_H
#define _LAB_ORACLES_H

#include <lab/ghost.h>

/* Where the page is, found out by walking the real links. */
enum lru_state {
	inactive_anon,
	active_anon,
	inactive_file,
	active_file,
	unevictable,
	in_pagevec,
	isolated,
	pin_overlay,
	no_list,
	freed
};

__pure enum lru_state lru_state(struct page *page);

/* Outstanding pins. */
__pure int ghost_pins(struct page *page);
__pure bool really_pinned(struct page *page);

/* PG_lru is set and the page is a node of exactly one LRU list. */
__pure bool page_on_lru(struct page *page);

/* Every LRU list leads from node to node, forwards and backwards, back to its head. */
__pure bool lru_lists_intact(void);
__pure bool lru_lock_free(void);

/* Words 1 and 2 of a page that is linked somewhere hold two addresses. */
__pure bool links_are_pointers(struct page *page);

/* The device still writes into the page that was pinned, not into its next life. */
__pure bool dma_hits_pinned_life(struct page *page);

/* Do words 1 and 2 hold a pin record just now?  Overlay strategies say so. */
__pure bool lru_words_overlaid(struct page *page);

#endif
