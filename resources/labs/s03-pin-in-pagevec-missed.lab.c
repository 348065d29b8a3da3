/* A page still in a pagevec is pinned, and nobody notes it.
 *
 * A freshly faulted page waits in a per-CPU pagevec with PG_lru clear, so it cannot
 * be isolated: July's pin_page_for_dma() gives up with -EBUSY, and GUP returns the
 * page all the same.  No race is needed; the drain comes when the pin is there.
 *
 * The add path: Hubbard and Kara, 25-26 June 2018,
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);

int dma_done;

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	device_write(page);
	WRITE_ONCE(dma_done, 1);
	gup_unpin(page);
}

TASK(drain, .cpu = 1) {
	wait_event(dma_done);
	lru_add_drain();
}

NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));
