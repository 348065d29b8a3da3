/* One pin through get_user_pages() and its release, undisturbed.
 *
 * The cost ledger counts the steps of the two calls: locks, atomics, barriers, reads,
 * writes and cache lines.  It is not explored.  A file page: one strategy records no other. */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(owner) {
	gup_unpin(gup_pin(p));
}
