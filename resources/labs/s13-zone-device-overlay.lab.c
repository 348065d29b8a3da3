/* The words of the pin record hold a device page's dev_pagemap.
 *
 * A page of ZONE_DEVICE (DAX, HMM) is on no LRU: word 1 is its pgmap, word 2 belongs
 * to the driver, and whoever drops a reference goes through pgmap.  November marks a
 * page although isolation failed: count and flag land on both words.  July gives up
 * without a word: nothing is overwritten, and the pin is not known.
 *
 * Dan Williams' question and John Hubbard's answer, December 2018, in
 * <20181208022445.GA7024@redhat.com>
 */
#include <lab.h>
#include <linux/memremap.h>

OVERRIDE(DEVICE_PAGES, 1);

NEEDS(recogniser);

PAGE(p, .kind = PAGE_DEVICE, .mapped = 1, .refs = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(p);

	munmap_page(p);		/* the pin outlives the mapping */
	device_write(page);
	gup_unpin(page);
}

TASK(driver, .cpu = 1) {
	put_page(p);		/* asks pgmap what kind of device this is */
}

ALWAYS(words_are_the_devices, oracle_union_owner(p));
ALWAYS(pin_seen, oracle_pin_seen(p));

/* The release of a pin brings the count to 1 itself, and must know what that means here. */
COST(refcount_conventions, device_special_releases[page_to_pfn(p)] > 0);
