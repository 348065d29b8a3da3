/* cow.c, vmsplice() + unmap in child, on a swapped-out page.  Up to v5.17 the fault that brings a page back from swap
 * still asks the map counts whether it may be written in place, whatever do_wp_page() asks (c145e0b47c77, v5.18). */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .contents = 5);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);
PAGE(s3, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

BOOT { shrink_inactive_list(1, LRU_INACTIVE_ANON); fork_mm(&init_mm, &child_mm); }

TASK(child) {
	struct page *in_pipe = get_user_page(&child_mm, BUFFER, 0);

	munmap(&child_mm, BUFFER);
	reference_read(&child_mm, in_pipe);
	gup_put(in_pipe);
}

TASK(parent) { user_write(&init_mm, BUFFER, 1); }

ALWAYS(cow_isolation, oracle_cow_isolated());
