/* The first touch of a locked area: the page waits in mlock's own batch, and on no list.
 *
 * Seen on Linux 6.1.192, scenario mlock-munlock-pin: row M3 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MLOCK_BATCH, 1);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_FREE);

#define AREA	page_to_pfn(p)
#define lru_bits	(1 << PG_mlocked | 1 << PG_unevictable | 1 << PG_lru)

ghost int touched_refs, touched_flags, drained_refs, drained_flags, drained_count;

TASK(process) {
	mmap_anonymous(&init_mm, AREA);
	mlock_page(&init_mm, AREA);		/* MLOCK_ONFAULT: nothing is there yet */
	user_write(&init_mm, AREA, 1);
	ghost {
		touched_refs = p->_refcount.counter;
		touched_flags = p->flags & lru_bits;
	}
	lru_add_drain_all();
	ghost {
		drained_refs = p->_refcount.counter;
		drained_flags = p->flags & lru_bits;
		drained_count = p->mlock_count;
	}
}

FINALLY(m3_mlocked_and_on_no_list, touched_flags == 1 << PG_mlocked && touched_refs == 2);
FINALLY(m3_after_the_drain_unevictable, drained_flags == lru_bits && drained_refs == 1 && drained_count == 1);
