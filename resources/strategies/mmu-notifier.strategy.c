/* mmu-notifier: no pin at all; the device follows the page tables.
 *
 * Christopher Lameter, from June 2018 on, and case 3 of pin_user_pages.rst since: whoever
 * changes a page table tells the driver before and after.  The driver takes the address
 * away from its device, and lets the change go on when the device has finished with it;
 * a NIC without an MMU stalls there until its outstanding work has drained.  Afterwards
 * the device may ask for the address again.  The objection was the application's: plain
 * verbs users are not prepared to lose a registration.
 *
 *	pin	no reference; device_follow(): note the sequence, read the PTE, and under the
 *		driver's lock enter the page, unless an invalidation has begun since
 *	start	under the lock: one more invalidation, take the entry away; wait until the
 *		device does not use the address
 *	end	under the lock: next sequence, one invalidation less
 *	unpin	nothing
 *	query	not needed: who unmaps or write-protects has called start
 */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <lab/ghost.h>

STRATEGY("mmu-notifier",
	.title = "No pin: the device follows the page tables, told by MMU notifiers",
	.cites = {
		"<010001640fbe0dd8-f999e7f6-7b6e-4deb-b073-0c572006727d-000000@email.amazonses.com>",
		"Documentation/core-api/pin_user_pages.rst, case 3",
	},
	.provides = { notifier },
	.bytes_per_page = 0, .page_flags = 0,
	.callers = "every driver, rewritten; applications that can lose a registration", .max_pins = "none are taken",
	.cost_note = "the device stops for every unmap and write-protect; unmapping waits for the device");

/* The driver's side of one device: its own page table, entry i for address i. */
struct device_mmu {
	spinlock_t lock;
	int invalidating;		/* ranges between start and end */
	unsigned int seq;
	struct page *entry[NR_PAGES];
	atomic_t in_use[NR_PAGES];	/* work under way at the address */
};

struct device_mmu device_mmu;

void try_grab_page(struct page *page)
{
}

bool try_grab_page_fast(struct page *page)
{
	return true;
}

void undo_grab_page_fast(struct page *page)
{
}

void put_user_page(struct page *page)
{
}

__pure int pin_references(struct page *page)
{
	return 0;
}

bool device_follow(struct mm_struct *mm, unsigned long address)
{
	unsigned int seq = READ_ONCE(device_mmu.seq);
	bool entered = false;
	pte_t pte;

	smp_rmb();
	pte = READ_ONCE(mm->pte[address]);
	if (!pte_present(pte))
		return false;

	spin_lock(&device_mmu.lock);
	if (!device_mmu.invalidating && device_mmu.seq == seq) {
		device_mmu.entry[address] = pte_page(pte);
		entered = true;
	}
	spin_unlock(&device_mmu.lock);
	return entered;
}

/* One piece of work: look the address up, write, be done. */
bool device_write_at(unsigned long address)
{
	struct page *page;

	spin_lock(&device_mmu.lock);
	page = device_mmu.entry[address];
	if (page)
		atomic_inc(&device_mmu.in_use[address]);
	spin_unlock(&device_mmu.lock);
	if (!page)
		return false;

	device_write(page);
	ghost raise device_used(address, page);
	atomic_dec(&device_mmu.in_use[address]);
	return true;
}

void mmu_notifier_invalidate_range_start(struct mm_struct *mm, unsigned long address)
{
	spin_lock(&device_mmu.lock);
	device_mmu.invalidating++;
	device_mmu.entry[address] = NULL;
	ghost invalidations[address]++;
	spin_unlock(&device_mmu.lock);
	wait_event(atomic_read(&device_mmu.in_use[address]) == 0);
}

void mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long address)
{
	spin_lock(&device_mmu.lock);
	device_mmu.seq++;
	device_mmu.invalidating--;
	ghost invalidations[address]--;
	spin_unlock(&device_mmu.lock);
}
