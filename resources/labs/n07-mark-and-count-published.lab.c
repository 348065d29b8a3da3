/* A pin that is taken while somebody asks must be on record afterwards.
 *
 * The answer that the asker gets may be either.  What must not be is that asking destroys
 * the record: whoever clears a mark and then looks at a count, while the pinner counts and
 * then sets the mark, has to see one of the two, and that takes a barrier on each side.
 *
 * Jerome Glisse's rule, <20190112032533.GD5059@redhat.com>; derived
 */
#include <lab.h>

NEEDS(recogniser);
COMPARE(strategies, "mapcount-2019-01@x86-TSO", "mapcount-2019-01@relaxed");

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	gup_pin_fast(p);	/* somebody before has left what marks there may be */
	gup_unpin(p);
}

/* Keeps its pin. */
TASK(driver) {
	device_write(gup_pin_fast(p));
}

TASK(mkclean) {
	lock_page(p);
	page_maybe_dma_pinned(p);
	unlock_page(p);
}

QUIESCE {
	ask_pinned(p);
}

AT(pin_seen_when_asked, pin_asked(page, answer), oracle_answer_right(page, answer));
