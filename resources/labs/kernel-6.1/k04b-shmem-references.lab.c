/* Who holds a page of tmpfs: the page cache and the entry; there are no buffers.
 *
 * Seen on Linux 6.1.192, scenario pin-then-truncate on tmpfs: row R8 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(FILE_SYSTEM, FS_SHMEM);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(f, .kind = PAGE_FILE, .mapped = 1, .readonly = 1);

#define OFFSET	page_to_pfn(f)

ghost int written, pinned;

TASK(process) {
	struct page *page;

	user_write(&init_mm, OFFSET, 1);
	ghost written = f->_refcount.counter;
	page = pin_user_page_fast(&init_mm, OFFSET, FOLL_WRITE);
	ghost pinned = f->_refcount.counter;
	gup_unpin(page);
}

FINALLY(r8_cache_and_entry, written == 2 && !PagePrivate(f));
FINALLY(r8_a_pin_on_top, pinned == 1026 && f->_refcount.counter == 2);
