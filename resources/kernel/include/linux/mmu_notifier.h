/* MMU notifiers: whoever takes a page-table entry away, or takes rights from it,
 * tells those who follow the page tables without a reference, before and after.
 * After 4.18's linux/mmu_notifier.h: start comes before the page-table lock is
 * taken, end when the entry has changed and the TLB is flushed. */
#ifndef _LINUX_MMU_NOTIFIER_H
#define _LINUX_MMU_NOTIFIER_H

#include <linux/mm_types.h>

void mmu_notifier_invalidate_range_start(struct mm_struct *mm, unsigned long address);
void mmu_notifier_invalidate_range_end(struct mm_struct *mm, unsigned long address);

/* The driver's side, where a strategy follows instead of pinning: let the device have the
 * address (false: not mapped, or just changing; ask again), and let it write there
 * (false: it does not have it). */
bool device_follow(struct mm_struct *mm, unsigned long address);
bool device_write_at(unsigned long address);

#endif
