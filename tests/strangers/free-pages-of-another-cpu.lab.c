/* One CPU frees two pages, another one has none left and takes them: the kernel drains such lists on the CPU that
 * they belong to, never in the middle of a free. */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_NONE, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .lru = LRU_NONE, .mapped = 1);

struct page *first, *second;

TASK(process) {
	munmap_page(p);
	munmap_page(q);
}

TASK(other) {
	first = alloc_page(GFP_KERNEL);
	second = alloc_page(GFP_KERNEL);
}

NEVER(wild_access, false);
NEVER(bug, false);
FINALLY(not_the_same, !first || first != second);
