/* A scaled model for measuring, not for arguing: two pages, each pinned and written by
 * a device, while others take and drop references to them and set their flags.
 * It holds under a strategy with a release call of its own.
 */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);
PAGE(q, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(pinner_of_p) {
	struct page *page = gup_pin(p);

	device_write(page);
	gup_unpin(page);
}

TASK(pinner_of_q) {
	struct page *page = gup_pin_fast(q);

	device_write(page);
	gup_unpin(page);
}

TASK(random_process) {
	get_page(p);
	put_page(p);
	get_page(q);
	put_page(q);
}

TASK(another_process) {
	get_page(q);
	SetPageDirty(q);
	put_page(q);
	get_page(p);
	put_page(p);
}

TASK(migration_scan) {
	get_page(p);
	get_page(q);
	put_page(p);
	put_page(q);
}

TASK(writer) {
	get_page(p);
	SetPageDirty(p);
	put_page(p);
}

TASK(reader_of_proc) {
	get_page(q);
	READ_ONCE(q->flags);
	put_page(q);
}

NEVER(freed_under_dma, (ghost_pins(p) > 0 && page_ref_count(p) == 0) || (ghost_pins(q) > 0 && page_ref_count(q) == 0));
