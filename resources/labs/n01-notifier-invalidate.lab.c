/* A device that follows the page tables never uses what was taken from it.
 *
 * There is no pin.  The process unmaps the page, the page is freed and handed out again;
 * the driver has taken the address from its device before that, has waited for the work
 * under way, and gives nothing back that it read too early.
 *
 * Documentation/core-api/pin_user_pages.rst, case 3; derived
 */
#include <lab.h>
#include <linux/mmu_notifier.h>

NEEDS(notifier);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);

TASK(device) {
	int i;

	for (i = 0; i < 2; i++)
		if (device_follow(&init_mm, page_to_pfn(p)))
			device_write_at(page_to_pfn(p));
}

TASK(process) {
	munmap_page(p);
}

AT(follows_the_page_tables, device_used(address, page), oracle_device_follows(address, page));
AT(no_dma_to_freed_page, device_used(address, page), generation[page_to_pfn(page)] == 0);
