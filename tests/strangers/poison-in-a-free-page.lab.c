/* Memory fails in a free page: the allocator meets the mark, and gives the page to nobody. */
#include <lab.h>
#include <linux/memory-failure.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(s1, .kind = PAGE_FREE);

ghost int result;

TASK(process) {
	int rc;

	munmap(&init_mm, 0);
	rc = memory_failure(p);
	ghost result = rc;
	mmap_anonymous(&init_mm, 0);
	user_write(&init_mm, 0, 4);
}

FINALLY(delayed, result == MF_DELAYED);
FINALLY(another_page, pte_present(init_mm.pte[0]) && pte_page(init_mm.pte[0]) == s1);
