/* Memory fails under a page that a device has pinned for good.
 *
 * The handler must come to an end: it unmaps the page, takes it out of its file, and
 * where references are left it says so and has failed.  On the way it collects the
 * entries' dirty bits through page_mkclean(), which July's patch tells not to skip: a
 * policy that waits for pins in there makes the handler wait for a device that never
 * lets go.
 *
 * Jan Kara doubts that poison handling may wait, John Hubbard agrees:
 * <20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>,
 * <b64bda3d-903d-c3b9-f315-bf7a7302e425@nvidia.com>
 */
#include <lab.h>
#include <linux/memory-failure.h>

COMPARE(writeback);

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1);

BOOT {
	gup_pin(p);		/* an RDMA registration; its owner does not give it up */
}

TASK(device) {
	device_write(p);
}

TASK(memory_error) {
	memory_failure(p);
}

NEVER(deadlock, false);
NEVER(blocked_at_end, false);
AT(poison_contained, poison_handled(page, result), oracle_poison_contained(page, result));
NEVER(freed_while_pinned, generation[page_to_pfn(p)] > 0);
