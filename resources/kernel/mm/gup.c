/* get_user_pages() after 4.18's mm/gup.c, with the places where the postings of 2018, and later
 * kernels, put their record of a pin.
 *
 * The slow path holds mmap_lock, faults in what is not there, and takes its reference under the
 * page-table lock, page by page; pin_page_for_dma() runs after the batch, outside that lock, and
 * nobody looks at its result.  The fast path is in gup-fast.c.  FOLL_PIN asks
 * for a pin, FOLL_GET for a reference.  Before v5.6 there was only one call, and whether it made a
 * record is the strategy's to say: gup_get_is_pin(). */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <lab/ghost.h>

/* Axis P: the reference of the slow path. */
__weak void try_grab_page(struct page *page)
{
	get_page(page);
	ghost ref_moved(page, REF_TASK, REF_PIN, 1);
}

/* Axis P: what is noted of a pin, beyond the reference. */
__weak int pin_page_for_dma(struct page *page)
{
	return 0;
}

/* Axis P: the release of a pin.  Until somebody tells them apart it is any other put_page(). */
__weak void put_user_page(struct page *page)
{
	ghost ref_moved(page, REF_PIN, REF_TASK, 1);
	put_page(page);
}

/* Axis P: is every get_user_pages() recorded, whatever it is for? */
__weak bool gup_get_is_pin(void)
{
	return false;
}

/* Axis W: may a file page be pinned for writing and for long (v6.5)?  mmap_lock is held. */
__weak bool writable_file_mapping_allowed(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return true;
}

/* v5.13 moves pages out of memory that must stay movable before they are pinned for long.  It gives
 * the pin back first: one's own would be in the way.  -EAGAIN: moved, look again. */
__weak int check_and_migrate_movable_page(struct page *page)
{
	return 0;
}

/* v6.5: is the zero page left alone, by pin and unpin? */
__weak bool gup_skips_zero_page(void)
{
	return false;
}

#define gup_records(flags)	(((flags) & FOLL_PIN) || gup_get_is_pin())

static int check_vma_flags(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	unsigned long vm_flags = READ_ONCE(mm->vm_flags[address]);

	if (!vm_flags)
		return -EFAULT;
	if (flags & FOLL_WRITE) {
		if (!(vm_flags & VM_WRITE) && !((flags & FOLL_FORCE) && is_cow_mapping(vm_flags)))
			return -EFAULT;
	} else if (!(vm_flags & VM_READ) && !(flags & FOLL_FORCE)) {
		return -EFAULT;
	}
	if (!writable_file_mapping_allowed(mm, address, flags))
		return -EFAULT;
	return 0;
}

/* A forced write goes through a read-only entry when the fault has made the page the owner's. */
static bool can_follow_write_pte(pte_t pte, unsigned int flags)
{
	return pte_write(pte) || ((flags & FOLL_FORCE) && (flags & FOLL_COW) && pte_dirty(pte));
}

/* NULL: a fault must come first.  -EMLINK: and it must unshare the page. */
struct page *follow_page_pte(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct page *page = NULL;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (!pte_present(pte) || ((flags & FOLL_NUMA) && pte_protnone(pte)))
		goto out;
	if ((flags & FOLL_WRITE) && !can_follow_write_pte(pte, flags))
		goto out;
	page = pte_page(pte);
	if (!pte_write(pte) && gup_must_unshare(mm, address, page, flags)) {
		page = ERR_PTR(-EMLINK);
		goto out;
	}
	if (!gup_records(flags)) {
		get_page(page);
	} else if (!pte_special(pte) || !gup_skips_zero_page()) {
		try_grab_page(page);
		pin_note_pte(mm, address);
	}
out:
	spin_unlock(&mm->page_table_lock);
	return page;
}

/* mmap_lock is held.  The page, or a negative error. */
struct page *__get_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	unsigned int fault_flags;
	struct page *page;
	int err;

	err = check_vma_flags(mm, address, flags);
	if (err)
		return ERR_PTR(err);
	if (!(flags & FOLL_FORCE))
		flags |= FOLL_NUMA;	/* a debugger looks at memory that its owner may not */
	if (should_force_cow_break(mm, address, flags))
		flags |= FOLL_WRITE | FOLL_FORCE;	/* also where the VMA is read-only */
	for (;;) {
		page = follow_page_pte(mm, address, flags);
		if (page && !IS_ERR(page))
			return page;
		fault_flags = page ? FAULT_FLAG_UNSHARE : (flags & FOLL_WRITE) ? FAULT_FLAG_WRITE : 0;
		err = handle_mm_fault(mm, address, fault_flags);
		if (err < 0)
			return ERR_PTR(err);
		if (err == VM_FAULT_WRITE)
			flags |= FOLL_COW;
	}
}

/* The slow path with all that is around it. */
static struct page *__get_user_page_locked(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct page *page;
	int err;

	if (flags & FOLL_PIN)
		mm_set_has_pinned_flag(mm);
	mmap_read_lock(mm);
	for (;;) {
		page = __get_user_page(mm, address, flags);
		if (IS_ERR(page))
			break;
		if (gup_records(flags))
			pin_page_for_dma(page);
		if (!(flags & FOLL_LONGTERM))
			break;
		err = check_and_migrate_movable_page(page);
		if (!err)
			break;		/* else the pin has been given back */
		if (err != -EAGAIN) {
			page = ERR_PTR(err);
			break;
		}
	}
	mmap_read_unlock(mm);
	return page;
}

/* No lock first, and the slow path where that does not do. */
struct page *__get_user_page_unlocked(struct mm_struct *mm, unsigned long address, unsigned int flags, bool fast)
{
	struct page *page = NULL;

	if (fast)
		page = __get_user_page_fast(mm, address, flags);
	if (page)
		return page;
	return __get_user_page_locked(mm, address, flags);
}

/* What these flags took is given back. */
void __put_user_page(struct page *page, unsigned int flags)
{
	if (page == zero_page && gup_skips_zero_page() && gup_records(flags))
		return;
	if (gup_records(flags))
		put_user_page(page);
	else
		put_page(page);
}

/* The number of pages that were found; the first hole ends the batch. */
long get_user_pages(unsigned long start, long nr_pages, struct page **pages)
{
	struct page *page;
	long nr, i;

	mmap_read_lock(&init_mm);
	for (nr = 0; nr < nr_pages; nr++) {
		page = __get_user_page(&init_mm, start + nr, FOLL_PIN | FOLL_WRITE);
		if (IS_ERR(page))
			break;
		pages[nr] = page;
	}
	for (i = 0; i < nr; i++)
		pin_page_for_dma(pages[i]);
	mmap_read_unlock(&init_mm);
	return nr;
}
