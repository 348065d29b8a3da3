/* a's pin is not recorded, the page waits in a pagevec; b's is, and a's release takes it. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

int a_pinned, drained;

TASK(a, .cpu = 0) {
	struct page *page = gup_pin(p);

	WRITE_ONCE(a_pinned, 1);
	wait_event(drained);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	wait_event(a_pinned);
	lru_add_drain();
	WRITE_ONCE(drained, 1);
}

TASK(b, .cpu = 2) {
	struct page *page;

	wait_event(drained);
	page = gup_pin(p);
	device_write(page);
	gup_unpin(page);
}

AT(seen_at_dma, device_wrote(page), page_pinned_peek(page));
