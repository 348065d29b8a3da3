/* A batch of another CPU holds a reference, and a long-term pin cannot get its page out.
 *
 * Memory in ZONE_MOVABLE or CMA must be able to leave, so a page is moved out before it
 * is pinned for long.  This one has just been mlocked: it waits in the mlock batch of
 * a CPU that sleeps, on its LRU, with one reference more than the move expects.  Who
 * drains the batches only for pages that are on no LRU does not drain, and fails.
 *
 * d1e153fea2a8 (v5.13); 98c6d259319e: virtual machines that did not start
 */
#include <lab.h>

COMPARE("refcount-bias", "refcount-bias+gup-drain-none", "refcount-bias+gup-drain-by-lru",
	"refcount-bias+gup-drain-by-refcount", "v5.10", "v6.1", "v6.5");

OVERRIDE(MLOCK_BATCH, 1);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .movable = 1);
PAGE(spare, .kind = PAGE_FREE);

ghost int refused;

BOOT {
	mlock_vma_page(p);	/* on CPU 0, which then sleeps */
}

TASK(pinner, .cpu = 1) {
	struct page *page = pin_user_page(&init_mm, page_to_pfn(p), FOLL_WRITE | FOLL_LONGTERM);

	if (!page) {
		ghost refused = 1;
		return;
	}
	device_write(page);
	gup_unpin(page);
}

NEVER(pinned_in_movable_memory, ghost_pins(p) > 0 && !oracle_migratable_zone(p));
FINALLY(pin_granted, !refused);
