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
	REF_PIN
};

/* Pins from the return of the pin call to the start of the release. */
ghost int live_pins[NR_PAGES];

/* Releases by somebody who had no pin to give back. */
ghost int surplus_unpins[NR_PAGES];

/* How often the page has been freed, and which life the latest pin belongs to. */
ghost int generation[NR_PAGES];
ghost int pin_generation[NR_PAGES];

/* 1 while words 1 and 2 are a node of an LRU list or of somebody's private list. */
ghost int linked[NR_PAGES];

/* Isolations whose owner still has to put the page back. */
ghost int isolations[NR_PAGES];

/* Writes of a pin count over page->lru while the flag said that nobody owns those words. */
ghost int stray_overlay_writes[NR_PAGES];

EVENT(page_freed, struct page *page);
EVENT(device_wrote, struct page *page);

#endif
