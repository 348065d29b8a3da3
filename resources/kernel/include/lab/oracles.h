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

/* Oracles: predicates that are true while all is well.  docs/oracles.md is the table: when to
 * ask which, how bad it is, what a real kernel would print. */

/* Pins (lab/oracle-pins.c) */
__pure bool oracle_pin_seen(struct page *page);		/* always */
__pure bool oracle_answer_right(struct page *page, bool answer);	/* at pin_asked */
__pure bool oracle_pin_exact(struct page *page);	/* always */
__pure bool oracle_no_stale_pin(struct page *page);	/* finally */
__pure bool oracle_no_pin_on_record(struct page *page);	/* at page_freed */
__pure bool oracle_api_balance(struct page *page);	/* always */
__pure bool oracle_pins_returned(struct page *page);	/* finally */
__pure bool oracle_device_follows(unsigned long address, struct page *page);	/* at device_used */

/* What costs rather than breaks: the page reads as pinned though nobody pins it, or a mark
 * of a pin is left that a walk will find to be nothing. */
__pure bool oracle_looks_pinned(struct page *page);
__pure bool oracle_hint_left(struct page *page);

/* References (lab/oracle-refs.c) */
__pure bool oracle_ref_range(struct page *page);	/* always */
__pure bool oracle_ref_conserved(struct page *page);	/* always */
__pure bool oracle_not_pinned(struct page *page);	/* at page_freed */
__pure bool oracle_no_free_held(struct page *page);	/* at page_freed */

/* Anonymous memory (lab/oracle-anon.c) */
__pure bool oracle_pin_coherent(struct page *page);	/* always */
__pure bool oracle_pins_coherent(void);			/* the same, of every page */
__pure bool oracle_cow_isolated(void);			/* always */
__pure bool oracle_writable_alone(struct page *page);	/* always, page_table_lock free */
__pure bool oracle_writable_exclusive(struct page *page);	/* the same, since v5.19 */
__pure bool oracle_exclusive_pins(struct page *page);	/* the same, since v5.19 */
__pure bool oracle_pins_exclusive(void);		/* the same, of every page */
__pure bool oracle_not_swapped_while_pinned(struct page *page);	/* always */
__pure bool page_table_lock_free(struct mm_struct *mm);

/* The mark of v5.19; only COW policies that have it. */
__pure bool page_anon_exclusive_peek(struct page *page);

/* How many units of _refcount one pin is. */
__pure int pin_references(struct page *page);

/* A mark that says "perhaps pinned" to a query that knows better; few strategies have one. */
__pure bool pin_hint_peek(struct page *page);

/* lab/oracle-file.c: pages of a file.  The name of each oracle is that of docs/oracles.md. */
__pure bool page_lock_free(struct page *page);
__pure bool page_in_file(struct page *page);
__pure bool oracle_dirty_has_buffers(struct page *page);
__pure bool oracle_mkwrite(struct page *page);
__pure bool oracle_stable(struct page *page);
__pure bool oracle_clean_is_protected(struct page *page);
__pure bool oracle_no_lost_write(struct page *page);
__pure bool oracle_cache_coherent(struct page *page);
__pure bool oracle_truncate_isolated(struct page *page, unsigned long block);
__pure bool oracle_pin_seen_by_writeback(struct page *page);
__pure bool durability_given_up(struct page *page);

/* lab/oracle-compound.c: pages of any order, words with several owners, pages that move */
__pure bool oracle_tail_sanity(void);			/* always */
__pure int compound_pins(struct page *head);
__pure bool oracle_compound_pin_seen(struct page *page);	/* always */
__pure bool oracle_compound_pin_exact(struct page *head);	/* always */
__pure bool oracle_compound_held(struct page *page);	/* always */
__pure bool oracle_only_entries_hold(struct page *page);	/* finally */
__pure bool oracle_split_unpinned(struct page *head, int nr);	/* at page_split */
__pure bool oracle_moves_unpinned(struct page *from);	/* at page_migrated */
__pure bool oracle_union_owner(struct page *page);	/* always, of a device's page */
__pure bool oracle_flag_encoding(struct page *page);	/* always */
__pure bool oracle_poison_contained(struct page *page, int result);	/* at poison_handled */

/* lab/oracle-lru.c */
__pure bool oracle_lru_exclusion(struct page *page);	/* always */
__pure bool oracle_no_stranded(struct page *page);	/* finally */
__pure bool oracle_on_right_side(struct page *page);	/* finally */
__pure bool oracle_mlocked_stays(struct page *page);	/* always */
__pure bool oracle_migratable_zone(struct page *page);	/* when GUP returns */

#endif
