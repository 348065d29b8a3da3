/* What the parent wrote before the fork is the child's to read, also when the page is in the swap cache just then. */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .refs = 1, .contents = 4);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);
PAGE(third_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

ghost int seen, in_swap_cache;

TASK(parent) {
	unsigned int value;

	user_write(&init_mm, BUFFER, 5);
	shrink_inactive_list(1, LRU_INACTIVE_ANON);
	fork_mm(&init_mm, &child_mm);
	ghost in_swap_cache = PageSwapCache(p);
	user_write(&init_mm, BUFFER, 6);
	value = user_read(&child_mm, BUFFER);
	ghost seen = value;
}

ALWAYS(cow_isolation, oracle_cow_isolated());
FINALLY(not_vacuous, in_swap_cache);
FINALLY(data, seen == 5);
