/* On tmpfs as on ext4: a pinned page leaves its file at once, and lives on with the pin alone.
 *
 * Seen on Linux 6.1.192, scenarios pin-then-truncate, pin-then-punch-hole on tmpfs: rows W3, L6 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(FILE_SYSTEM, FS_SHMEM);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(hole, .kind = PAGE_FILE, .mapped = 1, .readonly = 1, .contents = 1);
PAGE(end, .kind = PAGE_FILE, .mapped = 1, .readonly = 1, .contents = 1);
PAGE(fresh_1, .kind = PAGE_FREE);
PAGE(fresh_2, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)
#define entry(page)	(init_mm.pte[at(page)])

ghost int hole_gone, end_gone, on_lru, device_reads, given_back;
unsigned int in_hole, behind_end;

/* Out of its file and clean; the pin is all that is left. */
static __pure bool orphan(struct page *page)
{
	return page->_refcount.counter == 1024 && page->_mapcount.counter == -1 && !page->mapping && !PageDirty(page) &&
	       !PagePrivate(page);
}

TASK(process) {
	user_write(&init_mm, at(hole), 2);
	user_write(&init_mm, at(end), 2);
	pin_user_page_fast(&init_mm, at(hole), FOLL_WRITE);
	pin_user_page_fast(&init_mm, at(end), FOLL_WRITE);

	punch_hole(&file_mapping, at(hole));
	ghost hole_gone = orphan(hole);
	truncate_file(&file_mapping, at(end));
	ghost {
		end_gone = orphan(end);
		on_lru = page_on_lru(hole) && page_on_lru(end);
	}
	device_write(hole);
	ghost device_reads = page_contents[at(hole)] == 0xd && page_contents[at(end)] == 2;

	in_hole = user_read(&init_mm, at(hole));
	WRITE_ONCE(file_mapping.i_size, NR_PAGES);	/* longer again */
	behind_end = user_read(&init_mm, at(end));
	gup_unpin(hole);
	gup_unpin(end);
	ghost given_back = page_is_free[at(hole)] && page_is_free[at(end)];
}

FINALLY(w3_punch_hole_succeeds_at_once, hole_gone);
FINALLY(w3_truncate_succeeds_at_once, end_gone);
FINALLY(w3_the_device_goes_on, device_reads);
FINALLY(w3_a_fault_finds_a_new_page_of_zeroes,
	in_hole == 0 && behind_end == 0 && pte_page(entry(hole)) != hole && pte_page(entry(end)) != end);
FINALLY(w3_the_unpin_frees_it, given_back);
FINALLY(l6_orphans_stay_on_their_list, on_lru);
