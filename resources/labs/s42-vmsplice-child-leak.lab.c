/* A child keeps a reference to its parent's page, and reads what the parent writes later.
 *
 * After a fork both map the page read-only.  The child puts it into a pipe (vmsplice: a plain
 * reference), unmaps it, and reads the pipe when the parent has written.  Where the map count says
 * whether a write may happen in place, the parent is alone and writes into the page of the pipe.
 *
 * CVE-2020-29374, Project Zero 2045; <20210401182125.171484-1-surenb@google.com>; selftest cow.c,
 * cases 3 and 4
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .shared = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)
#define SECRET	1

TASK(child) {
	struct page *in_pipe = get_user_page_fast(&child_mm, BUFFER, 0);

	munmap(&child_mm, BUFFER);
	reference_read(&child_mm, in_pipe);
	gup_put(in_pipe);
}

TASK(parent) {
	user_write(&init_mm, BUFFER, SECRET);
}

ALWAYS(cow_isolation, oracle_cow_isolated());
ALWAYS(writable_alone, oracle_writable_alone(p)) WHEN(page_table_lock_free(&init_mm));
