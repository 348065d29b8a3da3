/* Faults, after 4.18's mm/memory.c: one table for each process, entry i at address i, all under
 * one page-table lock.
 *
 * The callers hold mmap_lock.  A fault reads the entry without a lock, prepares, takes the lock,
 * and looks whether the entry is still what it was; if not, it returns and whoever faulted tries
 * again.  When a page that is mapped read-only may be written where it is, mm/cow.c says. */
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <linux/writeback.h>
#include <lab/ghost.h>

struct mm_struct mms[NR_MMS];
unsigned int page_contents[NR_PAGES];
struct page *zero_page;
unsigned long anon_vma;			/* all that is asked of it is an address */

BOOT {
	int i;

	for (i = 0; i < NR_MMS; i++)
		mms[i].pmd = 1;
}

/* x86: one locked exchange, so that a dirty bit set by the CPU is not lost. */
__weak pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long address)
{
	return xchg(&mm->pte[address], 0);
}

/* A page that nobody has seen goes back. */
static void put_new_page(struct page *page)
{
	if (put_page_testzero(page))
		free_unref_page(page);
}

/* The lock is held: is the entry still what the fault has seen? */
static bool pte_same_locked(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	spin_lock(&mm->page_table_lock);
	if (READ_ONCE(mm->pte[address]) == pte)
		return true;
	spin_unlock(&mm->page_table_lock);
	return false;
}

static pte_t mk_vma_pte(struct page *page, unsigned long vm_flags, unsigned int flags)
{
	pte_t present = vma_present(vm_flags);

	if ((flags & FAULT_FLAG_WRITE) && (vm_flags & VM_WRITE))
		return mk_pte(page, present | _PAGE_RW | _PAGE_DIRTY);
	if (flags & FAULT_FLAG_WRITE)
		return mk_pte(page, present | _PAGE_DIRTY);	/* forced: FOLL_COW looks for the dirty bit */
	return mk_pte(page, present);
}

/* NULL is the zero page.  What the old page holds at this moment is what the new one will have. */
void copy_page(struct page *to, struct page *from)
{
	/* One word is read; nobody sees the fresh page being written. */
	atomic {
		page_contents[page_to_pfn(to)] = from ? page_contents[page_to_pfn(from)] : 0;
	}
	ghost written_by[page_to_pfn(to)] = from ? written_by[page_to_pfn(from)] : 0;
}

/* What the parts of a fault say when nothing is left to copy: an error; NOTHING_LEFT, which is
 * "done" and "try again" alike; or that the page may be written where it is.  Else the page to copy,
 * referenced; NULL is the zero page. */
#define NOTHING_LEFT	ERR_PTR(-EAGAIN)
#define PAGE_REUSED	ERR_PTR(-EALREADY)

/* A fresh page takes the place of pte. */
static int wp_page_copy(struct mm_struct *mm, unsigned long address, struct page *old, pte_t pte,
			unsigned long vm_flags, unsigned int flags)
{
	struct page *page = alloc_page(GFP_KERNEL);
	int references = old ? 1 : 0;
	int result = page ? 0 : -ENOMEM;

	if (page) {
		copy_page(page, old);
		mmu_notifier_invalidate_range_start(mm, address);
		if (pte_same_locked(mm, address, pte)) {
			if (pte_present(pte))
				ptep_clear_flush(mm, address);
			page_add_new_anon_rmap(page, address);
			lru_cache_add_inactive_or_unevictable(page, vm_flags);
			set_pte_at(mm, address, mk_vma_pte(page, vm_flags, flags));
			if (old && pte_present(pte)) {
				page_remove_rmap(old);
				references++;		/* the entry's */
			}
			result = VM_FAULT_WRITE;
			spin_unlock(&mm->page_table_lock);
		} else {
			put_new_page(page);
		}
		mmu_notifier_invalidate_range_end(mm, address);
	}
	while (references-- > 0)
		put_page(old);
	return result;
}

/* A shared file page: the file system hears of the write before it can happen. */
static struct page *wp_page_shared(struct mm_struct *mm, unsigned long address, struct page *page, pte_t pte)
{
	int err;

	get_page(page);
	spin_unlock(&mm->page_table_lock);
	lock_page(page);
	err = page_mkwrite(mm, address, page);
	if (!err && pte_same_locked(mm, address, pte)) {
		set_pte_at(mm, address, pte | _PAGE_RW | _PAGE_DIRTY);
		spin_unlock(&mm->page_table_lock);
		set_page_dirty(page);
	}
	unlock_page(page);
	put_page(page);
	return err ? ERR_PTR(err) : NOTHING_LEFT;
}

/* Page-table lock held on entry, not on return: the entry is present and read-only, and somebody
 * writes, or wants a page of its own. */
static struct page *do_wp_page(struct mm_struct *mm, unsigned long address, pte_t pte, unsigned long vm_flags,
			       unsigned int flags)
{
	struct page *page = pte_special(pte) ? NULL : pte_page(pte);
	bool anon = page && PageAnon(page);
	enum wp_answer answer = WP_COPY;

	if (MAP_FILES && page && !anon && (vm_flags & VM_SHARED))
		return wp_page_shared(mm, address, page, pte);
	if (anon && !PageKsm(page))
		answer = wp_anon_page(mm, address, page, pte);
	if (answer == WP_RETRY)
		return NOTHING_LEFT;
	if (answer == WP_REUSE && !(flags & FAULT_FLAG_UNSHARE))
		set_pte_at(mm, address, mk_vma_pte(page, vm_flags, flags));
	/* Up to v6.1 there is nothing to unshare where nothing is anonymous. */
	if (!anon && (flags & FAULT_FLAG_UNSHARE) && !unshare_copies_any_page())
		answer = WP_REUSE;
	if (answer == WP_COPY && page)
		get_page(page);
	spin_unlock(&mm->page_table_lock);
	return answer == WP_COPY ? page : PAGE_REUSED;
}

/* Nothing is there yet: a reader sees the zero page. */
static struct page *do_anonymous_page(struct mm_struct *mm, unsigned long address, unsigned long vm_flags,
				      unsigned int flags)
{
	if ((flags & FAULT_FLAG_WRITE) || !zero_page)
		return NULL;
	if (pte_same_locked(mm, address, 0)) {
		set_pte_at(mm, address, mk_vma_pte(zero_page, vm_flags, 0) | _PAGE_SPECIAL);
		spin_unlock(&mm->page_table_lock);
	}
	return NOTHING_LEFT;
}

/* A file: its page comes locked and referenced.  A private write copies it. */
static struct page *do_fault(struct mm_struct *mm, unsigned long address, struct address_space *file,
			     unsigned long vm_flags, unsigned int flags)
{
	struct page *page = filemap_fault(file, address);
	bool write = (flags & FAULT_FLAG_WRITE) != 0;
	bool mapped = false;
	int err = 0;

	if (!page)
		return ERR_PTR(-EFAULT);	/* SIGBUS: behind the end of the file */
	if (write && !(vm_flags & VM_SHARED)) {
		unlock_page(page);
		return page;
	}
	if (write)
		err = page_mkwrite(mm, address, page);
	if (!err && pte_same_locked(mm, address, 0)) {
		page_dup_rmap(page);
		set_pte_at(mm, address, mk_vma_pte(page, vm_flags, flags));
		spin_unlock(&mm->page_table_lock);
		if (write)
			set_page_dirty(page);
		mapped = true;
	}
	unlock_page(page);
	if (!mapped)
		put_page(page);
	return err ? ERR_PTR(err) : NOTHING_LEFT;
}

/* The entry names a slot of the swap device.  A page comes back if it is mapped now, read-only, and
 * a write is still to be done: with the page-table lock. */
static struct page *do_swap_page(struct mm_struct *mm, unsigned long address, pte_t entry,
				 unsigned long vm_flags, unsigned int flags)
{
	struct page *page = swapin_readahead(pte_to_swp_entry(entry));
	bool ours;

	if (IS_ERR(page))
		return page;
	lock_page(page);
	/* The page lock keeps a page of the swap cache in it. */
	if (!PageSwapCache(page) || page->private != pte_to_swp_entry(entry) ||
	    !pte_same_locked(mm, address, entry)) {
		unlock_page(page);
		put_page(page);
		return NOTHING_LEFT;
	}
	ours = swapin_is_ours(page, entry, flags);
	set_pte_at(mm, address, mk_vma_pte(page, vm_flags, ours ? flags : 0));
	page_add_anon_rmap(page, address, ours);
	swap_free(pte_to_swp_entry(entry));
	unlock_page(page);
	if ((flags & FAULT_FLAG_WRITE) && !ours)
		return page;
	spin_unlock(&mm->page_table_lock);
	return NOTHING_LEFT;
}

/* True, with the page-table lock: a write or an unshare is to be done. */
static bool do_present_page(struct mm_struct *mm, unsigned long address, pte_t pte, unsigned long vm_flags,
			    unsigned int flags)
{
	if (!pte_same_locked(mm, address, pte))
		return false;
	if (pte_protnone(pte) && vma_is_accessible(vm_flags))	/* a NUMA hint: the access is allowed again */
		set_pte_at(mm, address, (pte & ~_PAGE_PROTNONE) | _PAGE_PRESENT);
	else if ((flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE)) && !pte_write(pte))
		return true;
	spin_unlock(&mm->page_table_lock);
	return false;
}

/* 0: done, or try again; VM_FAULT_WRITE: a page of one's own is there.  A forced write (FOLL_FORCE) comes here although the VMA forbids it. */
int handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct address_space *file;
	unsigned long vm_flags;
	struct page *page;
	pte_t pte;

	/* mmap_lock keeps the VMA as it is: one look at it, and at the entry. */
	atomic {
		vm_flags = mm->vm_flags[address];
		file = mm->vm_file[address];
		pte = mm->pte[address];
	}
	if (!vm_flags || (pte & _PAGE_HWPOISON))
		return -EFAULT;			/* nothing is there, or nothing can be: SIGBUS */
	if (pte_none(pte)) {
		if (MAP_FILES && file)
			page = do_fault(mm, address, file, vm_flags, flags);
		else
			page = do_anonymous_page(mm, address, vm_flags, flags);
	} else if (is_migration_pte(pte)) {
		wait_event(mm->pte[address] != pte);
		return 0;
	} else {
		if (SWAP_DEVICE && is_swap_pte(pte)) {
			page = do_swap_page(mm, address, pte, vm_flags, flags);
			if (!IS_ERR(page))
				pte = mk_pte(page, _PAGE_PRESENT);
		} else {
			page = do_present_page(mm, address, pte, vm_flags, flags) ? NULL : NOTHING_LEFT;
		}
		if (!IS_ERR(page))
			page = do_wp_page(mm, address, pte, vm_flags, flags);
	}
	if (IS_ERR(page))
		return page == PAGE_REUSED ? VM_FAULT_WRITE : page == NOTHING_LEFT ? 0 : PTR_ERR(page);
	return wp_page_copy(mm, address, page, pte, vm_flags, flags);
}

/* The entry goes under the page-table lock, the reference that it held goes later, with the batch
 * that mmu_gather has collected, through release_pages(), which no hook in put_page() sees. */
void zap_page(struct mm_struct *mm, unsigned long address)
{
	struct page *page;
	pte_t pte;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = ptep_get_and_clear(mm, address);
	if (!pte_present(pte) || pte_special(pte)) {
		if (SWAP_DEVICE && is_swap_pte(pte))
			swap_free(pte_to_swp_entry(pte));
		spin_unlock(&mm->page_table_lock);
		mmu_notifier_invalidate_range_end(mm, address);
		return;
	}
	page = pte_page(pte);
	if (MAP_FILES && pte_dirty(pte) && !PageAnon(page))
		set_page_dirty(page);
	page_remove_rmap(page);
	spin_unlock(&mm->page_table_lock);

	lru_add_drain();
	release_page(page);
	mmu_notifier_invalidate_range_end(mm, address);
}
