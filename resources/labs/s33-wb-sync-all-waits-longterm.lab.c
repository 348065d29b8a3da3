/* fsync waits for a pin that ends when fsync has returned.
 *
 * A process registers memory of a file with a device and calls fsync on the file.  Integrity writeback
 * needs the page left alone, so it waits for the pin; the owner of the pin is the caller.  July's
 * patch polls with schedule() there.
 *
 * Jan Kara, 28 June 2018, <20180628091743.khhta7nafuwstd3m@quack2.suse.cz>, and 2 July,
 * <20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(pins);
COMPARE(writeback);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

int registered, synced;

TASK(owner) {
	struct page *page = pin_user_page(&init_mm, page_to_pfn(p), FOLL_WRITE | FOLL_LONGTERM);

	if (page)
		registered = 1;
	filemap_fsync(&file_mapping);
	synced = 1;
	if (page) {
		registered = 0;
		gup_unpin(page);
	}
}

DAEMON(device) {
	/* The device looks the address up in its own table at each access. */
	atomic {
		wait_event(registered);
		device_write(p);
	}
}

NEVER(deadlock, false);
NEVER(blocked_at_end, false);
COST(returns_without_durability, synced && durability_given_up(p));

LANE(contents, page, page_contents[page_to_pfn(page)]);
LANE(disk, page, disk[page_to_pfn(page)]);
