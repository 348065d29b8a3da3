/* A parent keeps a reference from before the fork, and reads what its child writes.
 *
 * The page is in a pipe when the process forks; the parent unmaps it, and the child, now alone in
 * the page tables, writes.  Breaking COW in get_user_pages() does not help: there was nothing to
 * break when the reference was taken.
 *
 * Selftest cow.c, case 5: "vmsplice() before fork(), unmap in parent after fork()"
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE(presets);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

int forked;

TASK(parent) {
	struct page *in_pipe = get_user_page_fast(&init_mm, BUFFER, 0);

	fork_mm(&init_mm, &child_mm);
	forked = 1;
	munmap(&init_mm, BUFFER);
	reference_read(&init_mm, in_pipe);
	gup_put(in_pipe);
}

TASK(child) {
	wait_event(forked);
	user_write(&child_mm, BUFFER, 2);
}

ALWAYS(cow_isolation, oracle_cow_isolated());
