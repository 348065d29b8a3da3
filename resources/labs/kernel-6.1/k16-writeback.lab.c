/* fsync writes and cleans a page that a device may write to, and what the device writes later is lost.
 *
 * Unless whoever releases the pin says that the page is dirty.
 *
 * Seen on Linux 6.1.192, scenarios writeback-while-pinned, sync-while-pinned: rows W1, W2 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(f, .kind = PAGE_FILE, .mapped = 1, .readonly = 1);

#define OFFSET	page_to_pfn(f)
#define entry	(init_mm.pte[OFFSET])

ghost int dirty_pinned, clean, protected, refs_before, refs, written_back;
ghost int still_clean, lost_on_disk, lost_in_memory;

/* A device's store: no page table, no fault. */
static void dma(unsigned int value)
{
	WRITE_ONCE(page_contents[OFFSET], value);
}

TASK(process) {
	struct page *page;

	user_write(&init_mm, OFFSET, 0xa);
	page = pin_user_page_fast(&init_mm, OFFSET, FOLL_WRITE);
	dma(0xc);
	ghost {
		dirty_pinned = PageDirty(f);
		refs_before = f->_refcount.counter;
	}
	filemap_fsync(&file_mapping);
	ghost {
		clean = !PageDirty(f);
		protected = !pte_write(entry) && !pte_dirty(entry);
		refs = f->_refcount.counter;
		written_back = disk[OFFSET] == 0xc;
	}
	dma(0xd);
	ghost still_clean = !PageDirty(f);
	filemap_fsync(&file_mapping);
	gup_unpin(page);
	ghost {
		lost_on_disk = disk[OFFSET];
		lost_in_memory = page_contents[OFFSET];
	}

	page = pin_user_page_fast(&init_mm, OFFSET, FOLL_WRITE);
	filemap_fsync(&file_mapping);
	dma(0xf);
	unpin_user_page_dirty_lock(page);
	filemap_fsync(&file_mapping);
}

FINALLY(w1_fsync_cleans_a_pinned_page, dirty_pinned && clean && written_back);
FINALLY(w1_and_write_protects_its_entry, protected);
FINALLY(w1_the_pin_stays, refs_before == 1027 && refs == 1027);
FINALLY(w2_a_device_dirties_nothing, still_clean);
FINALLY(w2_what_it_wrote_is_lost, lost_on_disk == 0xc && lost_in_memory == 0xd);
FINALLY(w2_unless_the_release_says_dirty, disk[OFFSET] == 0xf);
