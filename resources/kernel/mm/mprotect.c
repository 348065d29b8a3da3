/* Entries that lose rights while the page stays: mprotect() after 4.18's mm/mprotect.c, NUMA hints,
 * and the soft-dirty bit of fs/proc/task_mmu.c.
 *
 * A page under a read-write pin may end up read-only in its entry.  Whether the owner's next write
 * then goes to the same page is the COW axis's question (lab s47). */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <lab/ghost.h>

/* What an access that VM_WRITE allows may do at once, or only after a fault. */
static pte_t pte_modify(struct mm_struct *mm, unsigned long address, pte_t pte, unsigned long vm_flags)
{
	pte = (pte | _PAGE_PRESENT) & ~_PAGE_PROTNONE;
	if (!(vm_flags & VM_WRITE))
		pte = pte_wrprotect(pte);
	else if (!pte_write(pte) && can_change_pte_writable(mm, address, pte))
		pte |= _PAGE_RW;
	if (!(vm_flags & (VM_READ | VM_WRITE)))
		pte = (pte & ~_PAGE_PRESENT) | _PAGE_PROTNONE;
	return pte;
}

/* mprotect() of one address: vm_flags is VM_READ, VM_WRITE, both or none. */
void change_protection(struct mm_struct *mm, unsigned long address, unsigned long vm_flags)
{
	pte_t pte;

	mmap_write_lock(mm);
	/* Only the writer of mmap_lock changes it. */
	atomic {
		mm->vm_flags[address] = (mm->vm_flags[address] & ~(VM_READ | VM_WRITE)) | vm_flags;
	}
	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte)) {
		/* ptep_modify_prot_start() clears it, so that no dirty bit is lost in between. */
		pte = ptep_get_and_clear(mm, address);
		set_pte_at(mm, address, pte_modify(mm, address, pte, vm_flags));
	} else if (is_migration_pte(pte)) {
		set_pte_at(mm, address, pte_wrprotect(pte));	/* the next write faults, and may */
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	mmap_write_unlock(mm);
}

/* Writes of 4 to /proc/PID/clear_refs: the next write shall fault. */
void clear_soft_dirty(struct mm_struct *mm, unsigned long address)
{
	pte_t pte;

	mmap_read_lock(mm);
	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte) && !pte_special(pte) && soft_dirty_allowed(pte_page(pte))) {
		pte = ptep_get_and_clear(mm, address);
		set_pte_at(mm, address, pte_wrprotect(pte));
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	mmap_read_unlock(mm);
}

/* task_numa_work(): any next access shall fault, and finds the right to write as it was.  Pages that
 * several processes map are let be. */
void change_prot_numa(struct mm_struct *mm, unsigned long address)
{
	pte_t pte;

	mmap_read_lock(mm);
	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (pte_present(pte) && !pte_special(pte) && page_mapcount(pte_page(pte)) == 1) {
		pte = ptep_get_and_clear(mm, address);
		set_pte_at(mm, address, (pte & ~_PAGE_PRESENT) | _PAGE_PROTNONE);
	}
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	mmap_read_unlock(mm);
}
