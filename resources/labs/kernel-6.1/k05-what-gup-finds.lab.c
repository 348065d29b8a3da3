/* What get_user_pages() does with memory that nobody has touched, and what it refuses.
 *
 * Untouched pages are faulted in; the first hole ends a batch; no right to the address is -EFAULT,
 * but FOLL_FORCE writes where the VMA is read-only.
 *
 * Seen on Linux 6.1.192, scenario file-private-pin: row R9 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(touched, .kind = PAGE_ANON, .mapped = 1);
PAGE(fresh_1, .kind = PAGE_FREE);
PAGE(fresh_2, .kind = PAGE_FREE);
PAGE(fresh_3, .kind = PAGE_FREE);
PAGE(before_hole, .kind = PAGE_ANON, .mapped = 1);
PAGE(hole, .kind = PAGE_FREE);
PAGE(after_hole, .kind = PAGE_ANON, .mapped = 1);
PAGE(readable, .kind = PAGE_ANON, .mapped = 1);

#define AREA	page_to_pfn(touched)
#define HOLE	page_to_pfn(hole)
#define READABLE	page_to_pfn(readable)

long four, one;
long unmapped, no_access, read_only;
struct page *forced;

static long error_of(unsigned long address, unsigned int flags, bool fast)
{
	struct page *page = __get_user_page_unlocked(&init_mm, address, FOLL_PIN | flags, fast);

	return IS_ERR(page) ? PTR_ERR(page) : 0;
}

TASK(process) {
	struct page *pages[4];

	mmap_anonymous(&init_mm, AREA + 1);
	mmap_anonymous(&init_mm, AREA + 2);
	mmap_anonymous(&init_mm, AREA + 3);
	four = get_user_pages(AREA, 4, pages);
	one = get_user_pages(HOLE - 1, 3, pages);

	unmapped = error_of(HOLE, 0, true);
	change_protection(&init_mm, READABLE, VM_READ);
	read_only = error_of(READABLE, FOLL_WRITE, true);
	forced = pin_user_page(&init_mm, READABLE, FOLL_WRITE | FOLL_FORCE);
	change_protection(&init_mm, READABLE, 0);
	no_access = error_of(READABLE, 0, true);
}

FINALLY(r9_untouched_pages_are_faulted_in, four == 4 && fresh_1->_refcount.counter > 1024);
FINALLY(r9_a_hole_ends_the_batch, one == 1);
FINALLY(r9_unmapped_is_efault, unmapped == -EFAULT);
FINALLY(r9_no_access_is_efault, no_access == -EFAULT);
FINALLY(r9_writing_what_is_read_only_is_efault, read_only == -EFAULT);
FINALLY(r9_force_writes_all_the_same, forced == readable);
