/* Nobody is registered, unless a strategy is: the calls are there and do nothing. */
#include <linux/mmu_notifier.h>

/* Axis P: the device's driver drops the address and waits for what is under way ... */
__weak void mmu_notifier_invalidate_range_start(struct mm_struct *mm, unsigned long address)
{
}

/* ... and may fault it in again from here. */
__weak void mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long address)
{
}
