/* Compaction wants to move a page that somebody pins.
 *
 * It looks at the references first (an admittedly racy look), isolates, replaces the
 * entries by migration entries, and then counts: one more than the isolation's own is
 * somebody who has the page, and everything is put back.  A pin that comes after the
 * entries are gone finds none.  Every strategy in which a pin is a reference is safe;
 * what it costs is work for nothing.  A page that a pin has taken off its LRU is not
 * even looked at.
 *
 * Derived from the expected count of migrate_page_move_mapping(); Jan Kara,
 * <20180626114810.ahxlfhcgpyyxcwof@quack2.suse.cz>
 */
#include <lab.h>
#include <linux/migrate.h>

NEEDS(pins);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(another, .kind = PAGE_FREE);	/* a fault may take one while it waits for the entry */

TASK(pinner) {
	struct page *page = gup_pin_fast(p);

	device_write(page);
	gup_unpin(page);
}

TASK(kcompactd) {
	compact_page(p);
}

AT(nothing_moved_while_pinned, page_migrated(from, to), oracle_moves_unpinned(from));
ALWAYS(pin_coherent, oracle_pin_coherent(p));

/* The page was taken, and put back because of the pin. */
COST(isolated_in_vain, migrations_failed[page_to_pfn(p)] > 0);
