/* A long-term pin of a page that still waits in a pagevec to reach its LRU.
 *
 * The page comes fresh from a fault on another CPU, PG_lru is clear, and the pagevec has
 * a reference.  Here PG_lru does tell: both rules of v5.13 and of v6.17 drain, and the
 * page can be isolated and moved.  Without a drain it cannot even be isolated: the call
 * tries again and again, until somebody else drains.
 *
 * d1e153fea2a8 (v5.13); the pagevec's reference is that of lab s03
 */
#include <lab.h>

COMPARE("refcount-bias", "refcount-bias+gup-drain-none", "refcount-bias+gup-drain-by-lru",
	"refcount-bias+gup-drain-by-refcount");

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 0, .mapped = 1, .movable = 1);
PAGE(spare, .kind = PAGE_FREE);

ghost int refused;

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
CAN_STILL(call_returns, pin_calls == 0);
