/* A page goes to swap, its process forks, the parent pins what comes back for reading, and writes. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .contents = 5);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);
PAGE(s3, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

BOOT { shrink_inactive_list(1, LRU_INACTIVE_ANON); fork_mm(&init_mm, &child_mm); }

ghost int child_saw;

TASK(parent) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_LONGTERM);

	user_write(&init_mm, BUFFER, 1);
	gup_unpin(page);
}

TASK(child) {
	unsigned int v = user_read(&child_mm, BUFFER);

	ghost child_saw = v;
}

ALWAYS(pin_coherent, oracle_pins_coherent());
ALWAYS(cow_isolation, oracle_cow_isolated());
FINALLY(child_sees_the_data, child_saw == 5);
