/* Who holds a file page of ext4: the page cache, the entry, the buffers; and then a pin.
 *
 * The pins are for writing, short and long, fast and slow: none is refused.
 *
 * Seen on Linux 6.1.192, scenarios pin-then-truncate, file-private-pin, gup_longterm: rows R8, W6 of
 * docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(f, .kind = PAGE_FILE, .mapped = 1, .readonly = 1);

#define OFFSET	page_to_pfn(f)

ghost int written, pinned, pins;

TASK(process) {
	user_write(&init_mm, OFFSET, 1);
	ghost written = f->_refcount.counter;
	if (pin_user_page_fast(&init_mm, OFFSET, FOLL_WRITE) == f)
		ghost pins++;
	ghost pinned = f->_refcount.counter;
	gup_unpin(f);
	if (pin_user_page(&init_mm, OFFSET, FOLL_WRITE) == f)
		ghost pins++;
	gup_unpin(f);
	if (pin_user_page_fast(&init_mm, OFFSET, FOLL_WRITE | FOLL_LONGTERM) == f)
		ghost pins++;
	gup_unpin(f);
	if (pin_user_page(&init_mm, OFFSET, FOLL_WRITE | FOLL_LONGTERM) == f)
		ghost pins++;
	gup_unpin(f);
}

FINALLY(r8_cache_entry_and_buffers, written == 3 && PagePrivate(f));
FINALLY(r8_a_pin_on_top, pinned == 1027 && f->_refcount.counter == 3);
FINALLY(w6_pins_for_writing_are_allowed, pins == 4);
