/* Fork asks whether the page is pinned, and GUP-fast pins it a moment later.
 *
 * Fork finds that the process has never pinned anything, or the page not pinned; GUP-fast takes its
 * reference and re-reads an entry that is still writable; then fork write-protects and shares the
 * page.  The owner's next write goes to a copy, away from the pin.
 *
 * Where plain stores and additions may be late, the sequence count alone does not do: the pin has
 * returned, and fork still counts one reference.  v6.1's barrier in GUP-fast closes that too.
 *
 * Jason Gunthorpe, <2-v2-dfe9ecdb6c74+2066-gup_fork_jgg@nvidia.com>; 57efa1fe5957 (v5.11)
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
NEEDS(pins);
COMPARE("refcount-bias+cow-refcount", "refcount-bias+cow-refcount+gup-seqcount",
	"refcount-bias+cow-refcount+gup-seqcount@relaxed",
	"refcount-bias+cow-refcount+gup-seqcount+gup-barrier@relaxed",
	"refcount-bias+cow-anon-exclusive", "refcount-bias+cow-anon-exclusive+gup-seqcount", presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(owner) {
	struct page *page = pin_user_page_fast(&init_mm, BUFFER, FOLL_WRITE);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(forker) {
	fork_mm(&init_mm, &child_mm);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
