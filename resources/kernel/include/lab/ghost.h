/* What really happens, which the kernel does not know.  Ghost code may read
 * everything and change only this; properties and lanes read it, the modelled
 * code cannot.  docs/library.md lists who changes what. */
#ifndef _LAB_GHOST_H
#define _LAB_GHOST_H

#include <linux/mm_types.h>

/* Who holds units of _refcount: the reference ledger. */
enum ref_holder {
	REF_TASK,
	REF_PAGE_CACHE,
	REF_PTE,
	REF_BUFFERS,
	REF_PAGEVEC,
	REF_ISOLATION,
	REF_PIN,
	REF_FROZEN		/* taken away from all others while the count is 0 */
};

/* Pins from the return of the pin call to the start of the release. */
ghost int live_pins[NR_PAGES];

/* Calls that are taking a pin, and releases that have begun and not returned. */
ghost int pin_calls;
ghost int unpin_calls;

/* The fewest pins that were held at any time since somebody began to ask. */
ghost int pins_while_asked[NR_PAGES];

/* Releases by somebody who had no pin to give back. */
ghost int surplus_unpins[NR_PAGES];

/* How often the page has been freed, and which life the latest pin belongs to. */
ghost int generation[NR_PAGES];
ghost int pin_generation[NR_PAGES];

/* 1 while the page is the allocator's. */
ghost int page_is_free[NR_PAGES];

/* Whose word a private page holds: 0 what was there before the latest fork, else one more than
 * the number of the process that wrote it, or for which a device did. */
ghost int written_by[NR_PAGES];

/* 1 when a process has read a word that another one wrote for itself. */
ghost int foreign_read;

/* Where the latest pin or get of the page was taken: address and process, each plus one; 0 when
 * that mapping is gone or nobody holds one. */
ghost int pin_address[NR_PAGES];
ghost int pin_mm[NR_PAGES];

/* References that get_user_page() took and that are no pins. */
ghost int live_gets[NR_PAGES];

/* 1 while words 1 and 2 are a node of an LRU list or of somebody's private list. */
ghost int linked[NR_PAGES];

/* Isolations whose owner still has to put the page back. */
ghost int isolations[NR_PAGES];

/* Writes of a pin count over page->lru while the flag said that nobody owns those words. */
ghost int stray_overlay_writes[NR_PAGES];

/* And while the flag was there already and the count not yet: what was changed is no count. */
ghost int early_overlay_writes[NR_PAGES];

/* MMU notifier ranges between start and end, by address. */
ghost int invalidations[NR_PAGES];

/* Files.  Has the file system been told (page_mkwrite) since the page was last cleaned? */
ghost int fs_ready[NR_PAGES];

/* It became dirty all the same. */
ghost int untold_dirty[NR_PAGES];

/* What the strategy answered when writeback last asked about the page, where a policy asks. */
enum writeback_told {
	TOLD_NOTHING,
	TOLD_FREE,
	TOLD_PINNED
};
ghost int writeback_told[NR_PAGES];

/* Between the checksum and the end of the transfer: the disk reads the page; what it has summed up. */
ghost int io_running[NR_PAGES];
ghost int io_sum[NR_PAGES];

/* The page was written by way of a copy; its file has given it up; the block went back. */
ghost int bounce_copies[NR_PAGES];
ghost int truncated[NR_PAGES];
ghost int block_freed[NR_PAGES];

EVENT(page_freed, struct page *page);
EVENT(device_wrote, struct page *page);

/* A consumer has its answer: is the page pinned? */
EVENT(pin_asked, struct page *page, bool answer);

/* A device that follows the page tables has used an address; it went to that page. */
EVENT(device_used, unsigned long address, struct page *page);

/* PG_dirty of a file's page went from clear to set; the page left its cache; a block was written. */
EVENT(page_dirtied, struct page *page);
EVENT(page_left_cache, struct page *page);
EVENT(disk_written, struct page *page, unsigned long block);

#endif
