/* The share side clears PG_anon_exclusive while GUP-fast pins for reading.
 *
 * Clear the entry, look for pins, clear the mark, set the entry again; against: read the entry, pin,
 * read it again, look at the mark.  Each side writes one word and reads the other's.  If the cleared
 * entry is still in a store buffer when the pins are counted, both go on.  That the entry comes back
 * with the same value makes the look at the mark after the second reading indispensable.
 *
 * 088b8aa537c2 (v6.1), linux/rmap.h; <20220901153512…>: theoretical, says the author.  x86 clears
 * entries with a locked exchange; cow-plain-pte-store takes that away.
 */
#include <lab.h>
#include <linux/rmap.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(recogniser);
COMPARE("refcount-bias+cow-anon-exclusive", "refcount-bias+cow-anon-exclusive@x86-TSO",
	"refcount-bias+cow-anon-exclusive+cow-plain-pte-store",
	"refcount-bias+cow-anon-exclusive+cow-plain-pte-store@x86-TSO",
	"refcount-bias+cow-anon-exclusive+cow-plain-pte-store+gup-barrier@x86-TSO",
	"refcount-bias+cow-anon-exclusive+gup-barrier@relaxed");

PAGE(p, .kind = PAGE_ANON, .readonly = 1);
PAGE(spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, 0);

	gup_unpin(page);
}

/* What KSM, swap-out and migration have in common. */
TASK(share_side) {
	pte_t pte;

	spin_lock(&init_mm.page_table_lock);
	pte = ptep_clear_flush(&init_mm, BUFFER);
	page_try_share_anon_rmap(p);
	set_pte_at(&init_mm, BUFFER, pte);
	spin_unlock(&init_mm.page_table_lock);
}

ALWAYS(exclusive_pins, oracle_pins_exclusive());
