/* Reclaim unmaps a clean ext4 page that is pinned, and leaves it in the page cache.
 *
 * Its buffers stay since 6.1.28 of the stable tree (v6.4); v6.1.0 takes them, as it does from a page
 * that only has a plain reference.  drop_caches lets both be.
 *
 * Seen on Linux 6.1.192, scenario file-reclaim-while-pinned: row S4 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(pinned, .kind = PAGE_FILE, .mapped = 1, .readonly = 1, .buffers = 1);
PAGE(got, .kind = PAGE_FILE, .mapped = 1, .readonly = 1, .buffers = 1);

#define at(page)	page_to_pfn(page)
#define cached(page)	(file_mapping.slots[at(page)] == (page) && (page)->mapping == &file_mapping)

ghost int pinned_entries, pinned_cached, pinned_buffers, got_entries, got_refs, got_cached, got_buffers;
ghost int survives;

TASK(process) {
	pin_user_page_fast(&init_mm, at(pinned), 0);
	get_user_page_fast(&init_mm, at(got), 0);
	madvise_pageout(&init_mm, at(pinned));
	ghost {
		pinned_entries = pinned->_mapcount.counter + 1;
		pinned_cached = cached(pinned);
		pinned_buffers = PagePrivate(pinned);
	}
	madvise_pageout(&init_mm, at(got));
	ghost {
		got_entries = got->_mapcount.counter + 1;
		got_refs = got->_refcount.counter;
		got_cached = cached(got);
		got_buffers = PagePrivate(got);
	}
	lru_add_drain_all();
	invalidate_mapping_pages(&file_mapping);
	ghost survives = cached(pinned) && PagePrivate(pinned) == pinned_buffers;
	user_read(&init_mm, at(pinned));
}

FINALLY(s4_the_entry_goes_the_page_stays, pinned_entries == 0 && pinned_cached);
FINALLY(s4_it_survives_drop_caches, survives);
FINALLY(s4_a_fault_maps_the_same_page, pte_page(init_mm.pte[at(pinned)]) == pinned && pinned->_mapcount.counter == 0);
FINALLY(s4_a_get_loses_the_buffers, got_entries == 0 && got_refs == 3 && got_cached && !got_buffers);
FINALLY(s4_a_pin_keeps_the_buffers, pinned_buffers);
