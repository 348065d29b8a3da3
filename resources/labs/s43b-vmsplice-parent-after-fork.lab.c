/* The same with the reference taken after the fork.
 *
 * Parent and child share the page; the parent puts it into a pipe, unmaps it, and reads the pipe
 * when the child has written.  Here it does help if get_user_pages() breaks COW first.
 *
 * Selftest cow.c, case 6: "vmsplice() + unmap in parent after fork()"
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

TASK(parent) {
	struct page *in_pipe = get_user_page_fast(&init_mm, BUFFER, 0);

	munmap(&init_mm, BUFFER);
	reference_read(&init_mm, in_pipe);
	gup_put(in_pipe);
}

TASK(child) {
	user_write(&child_mm, BUFFER, 2);
}

ALWAYS(cow_isolation, oracle_cow_isolated());
