/* The lock of the pin record is taken with interrupts on.
 *
 * A task pins one page and holds the gup lock; on the same CPU a bio completes, and
 * the last release of another page takes the same lock: it spins for ever, for the
 * task below it cannot go on.
 *
 * Jan Kara, 12 November 2018, <20181112135811.GF7175@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(a, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(b, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin(b);		/* under DMA */
}

TASK(process, .cpu = 0) {
	struct page *page = gup_pin(a);

	device_write(page);
	gup_unpin(page);
}

INTERRUPT(bio_end_io, .cpu = 0) {
	gup_unpin(b);
}

NEVER(deadlock, false);
