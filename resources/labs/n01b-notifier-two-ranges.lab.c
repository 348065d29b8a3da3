/* Two processes take addresses away at the same time, and a third one stays.
 *
 * Between them start and end keep a count and a sequence number that every request of the
 * device is compared with.  A count that loses one of two changes lets a stale entry in,
 * or nothing for ever.
 *
 * Documentation/core-api/pin_user_pages.rst, case 3; derived
 */
#include <lab.h>
#include <linux/mmu_notifier.h>

NEEDS(notifier);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_NONE, .mapped = 1);
PAGE(other, .kind = PAGE_ANON, .lru = LRU_NONE, .mapped = 1);
PAGE(stays, .kind = PAGE_ANON, .lru = LRU_NONE, .mapped = 1);

/* One change of a page table, with what goes around it; the references do not matter here. */
static void take_away(struct page *page)
{
	unsigned long address = page_to_pfn(page);

	mmu_notifier_invalidate_range_start(&init_mm, address);
	WRITE_ONCE(init_mm.pte[address], 0);
	mmu_notifier_invalidate_range_end(&init_mm, address);
}

TASK(device) {
	if (device_follow(&init_mm, page_to_pfn(p)))
		device_write_at(page_to_pfn(p));
}

TASK(process) {
	take_away(p);
}

TASK(other_process) {
	take_away(other);
}

QUIESCE {
	device_follow(&init_mm, page_to_pfn(stays));
	device_write_at(page_to_pfn(stays));
}

AT(follows_the_page_tables, device_used(address, page), oracle_device_follows(address, page));
FINALLY(device_still_gets_addresses, page_contents[page_to_pfn(stays)] == 0xd);
