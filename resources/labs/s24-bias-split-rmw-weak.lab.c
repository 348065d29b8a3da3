/* The pin's one reference is visible, its other 1023 are not yet.
 *
 * GUP-fast adds one, if the count is not zero, and then 1023 by an operation that returns nothing
 * and orders nothing.  The share side (KSM, swap-out, migration) clears the entry and asks in
 * between: two references, not pinned.  Then it clears the mark, and the pin is on a page that may
 * be shared.
 *
 * 088b8aa537c2 (v6.1); <20220901153512…> and <Yw+KnRTrZ74qFUAA@xz-m1.local>: theoretical, says the
 * author.  On x86 both additions are locked and nothing is late.
 */
#include <lab.h>
#include <linux/rmap.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(recogniser);
COMPARE("refcount-bias+cow-anon-exclusive", "refcount-bias+cow-anon-exclusive@x86-TSO",
	"refcount-bias+cow-anon-exclusive@relaxed", "refcount-bias+cow-anon-exclusive+gup-barrier@relaxed");

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
