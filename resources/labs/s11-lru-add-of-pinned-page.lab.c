/* Somebody puts a pinned page back on the LRU, and the add is swallowed.
 *
 * The adder (munlock, a failed migration, a move between memcgs) isolated the page
 * before it was pinned.  Both postings skip a pinned page in __pagevec_lru_add_fn()
 * without a word, and the pagevec's reference goes; after the unpin nobody adds it.
 *
 * The guards were discussed on 26 June 2018,
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

BOOT {
	isolate_lru_page(p);	/* the adder's */
	gup_pin(p);
	force_pin_record(p);	/* July's pin has just met -EBUSY and written nothing */
}

TASK(adder) {
	putback_lru_page(p);
	lru_add_drain();
}

TASK(pinner) {
	device_write(p);
	gup_unpin(p);
}

QUIESCE { lru_add_drain_all(); }

FINALLY(nothing_stranded, page_on_lru(p));
