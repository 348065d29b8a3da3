/* A page-cache lookup begins after the pin: no hook sees its reference come, July's hook
 * sees it go.  No reference is older than the pin. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

TASK(pinner) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(reader) {
	put_page(find_get_page(&file_mapping, p->index));
}

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
