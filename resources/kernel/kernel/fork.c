/* fork(), after 4.18's kernel/fork.c and copy_page_range() of mm/memory.c, with the early copy of
 * v5.9 where a COW policy asks for it.
 *
 * The parent's mmap_lock is held for writing: no fault, no slow GUP.  GUP-fast comes in all the
 * same.  What a fault can find again is not copied: entries of shared mappings, file pages that
 * nobody has written, and the zero page. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <lab/ghost.h>

/* The page has been copied for the child; neither entry of the parent changes. */
static void copy_present_page(struct mm_struct *child, unsigned long address, struct page *page,
			      struct page *fresh)
{
	unsigned long vm_flags = READ_ONCE(child->vm_flags[address]);
	pte_t rights = vm_flags & VM_WRITE ? _PAGE_RW | _PAGE_DIRTY : 0;

	copy_page(fresh, page);
	ghost written_by[page_to_pfn(fresh)] = 0;
	page_add_new_anon_rmap(fresh, address);
	lru_cache_add(fresh);
	set_pte_at(child, address, mk_pte(fresh, vma_present(vm_flags) | rights));
}

/* Both locks are held.  -EAGAIN: it must be copied, and for a fresh page the locks must go first.
 * 1: fresh has been used. */
static int copy_present_pte(struct mm_struct *parent, struct mm_struct *child, unsigned long address,
			    pte_t pte, struct page *fresh)
{
	struct page *page = pte_page(pte);
	bool copy = fork_copies_now(parent, page);

	if (!copy) {
		get_page(page);
		copy = page_try_dup_anon_rmap(parent, page) != 0;
		if (copy)
			put_page(page);
	}
	if (copy) {
		if (!fresh)
			return -EAGAIN;
		copy_present_page(child, address, page, fresh);
		return 1;
	}
	if (pte_write(pte)) {
		clear_bit(1, &parent->pte[address]);		/* ptep_set_wrprotect(): _PAGE_RW */
		pte = pte_wrprotect(pte);
	}
	set_pte_at(child, address, pte);
	ghost written_by[page_to_pfn(page)] = 0;	/* the child may see what there is */
	return 0;
}

/* A slot of the swap device is shared, and so is what a migration entry stands for. */
static void copy_nonpresent_pte(struct mm_struct *parent, struct mm_struct *child, unsigned long address,
				pte_t pte)
{
	pte_t shared = pte & ~(_PAGE_SWP_EXCLUSIVE | _PAGE_RW);

	if (is_swap_pte(pte))
		swap_duplicate(pte_to_swp_entry(pte));
	if (shared != pte)
		set_pte_at(parent, address, shared);
	set_pte_at(child, address, shared);
	/* The child may see what there is. */
	ghost {
		struct page *page = is_swap_pte(pte) ? swap_cache[pte_to_swp_entry(pte)] : pte_page(pte);

		if (page)
			written_by[page_to_pfn(page)] = 0;
	}
}

/* 0, or -ENOMEM. */
static int copy_pte(struct mm_struct *parent, struct mm_struct *child, unsigned long address)
{
	struct page *fresh = NULL;
	int copied;
	pte_t pte;

	for (;;) {
		copied = 0;
		spin_lock(&child->page_table_lock);
		spin_lock(&parent->page_table_lock);
		pte = READ_ONCE(parent->pte[address]);
		if (pte_present(pte) && !pte_special(pte) && PageAnon(pte_page(pte)))
			copied = copy_present_pte(parent, child, address, pte, fresh);
		else if (is_swap_pte(pte) || is_migration_pte(pte))
			copy_nonpresent_pte(parent, child, address, pte);
		spin_unlock(&parent->page_table_lock);
		spin_unlock(&child->page_table_lock);
		if (copied != -EAGAIN)
			break;
		fresh = alloc_page(GFP_KERNEL);
		if (!fresh)
			return -ENOMEM;
	}
	if (fresh && copied == 0)
		put_page(fresh);		/* not needed after all: the pin went away */
	return 0;
}

/* 0, or -ENOMEM: then there is no child. */
int fork_mm(struct mm_struct *parent, struct mm_struct *child)
{
	unsigned int private = 0;
	unsigned long address;
	int err = 0;

	mmap_write_lock(parent);
	/* The parent's VMAs are locked, the child is nobody's yet. */
	atomic {
		for (address = 0; address < NR_PAGES; address++) {
			child->vm_flags[address] = parent->vm_flags[address] & ~VM_LOCKED;
			child->vm_file[address] = parent->vm_file[address];
			if (is_cow_mapping(parent->vm_flags[address]))
				private |= 1 << address;
		}
	}
	for (address = 0; address < NR_PAGES && !err; address++) {
		if (!(private & 1 << address))
			continue;
		mmu_notifier_invalidate_range_start(parent, address);
		fork_seq_begin(parent);
		err = copy_pte(parent, child, address);
		fork_seq_end(parent);
		mmu_notifier_invalidate_range_end(parent, address);
	}
	mmap_write_unlock(parent);
	return err;
}
