/* A writable long-term pin of shared memory is granted.
 *
 * The other half of s37: tmpfs does not track dirty pages, so the pin does no harm, and whoever is
 * refused it has a regression.  Both paths must tell the two kinds of file apart.
 *
 * Selftest gup_longterm of v6.5, <20230519102723.185721-3-david@redhat.com>; tt-kmd issue 39 (shm works)
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);
OVERRIDE(FILE_SYSTEM, FS_SHMEM);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);
PAGE(q, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

int refused;

TASK(slow) {
	struct page *page = pin_user_page(&init_mm, page_to_pfn(p), FOLL_WRITE | FOLL_LONGTERM);

	if (page)
		gup_unpin(page);
	else
		refused = 1;
}

TASK(fast) {
	struct page *page = pin_user_page_fast(&init_mm, page_to_pfn(q), FOLL_WRITE | FOLL_LONGTERM);

	if (page)
		gup_unpin(page);
	else
		refused = 1;
}

NEVER(shmem_pin_refused, refused);
