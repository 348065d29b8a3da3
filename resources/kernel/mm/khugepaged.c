/* Small pages become one huge page, after 4.18's mm/khugepaged.c.
 *
 * The page table is taken away first, so that nobody who walks from the top gets into
 * it; the fast path of GUP may be in it already.  (The flush that goes with it makes
 * some machines wait for whoever runs with interrupts off.  Not all: here nobody
 * waits.)  Every page may have one reference, its entry's; then it is copied, and its
 * entry cleared.  The huge page is entered by page-table entries here. */
#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <linux/swap.h>
#include <lab/ghost.h>

static void release_pte_page(struct page *page)
{
	unlock_page(page);
	putback_lru_page(page);
}

/* Locks and isolates the page of one entry; false: it is not this process's alone. */
static bool collapse_isolate_one(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);
	struct page *page;

	if (!pte_present(pte) || !pte_write(pte))
		return false;
	page = pte_page(pte);
	if (!PageAnon(page) || !trylock_page(page))
		return false;
	if (page_count(page) != 1 || isolate_lru_page(page)) {
		unlock_page(page);
		return false;
	}
	return true;
}

static bool __collapse_huge_page_isolate(struct mm_struct *mm, unsigned long start, int nr)
{
	int done = 0;
	bool all;

	spin_lock(&mm->page_table_lock);
	while (done < nr && collapse_isolate_one(mm, start + done))
		done++;
	all = done == nr;
	while (!all && done > 0) {
		done--;
		release_pte_page(pte_page(READ_ONCE(mm->pte[start + done])));
	}
	spin_unlock(&mm->page_table_lock);
	return all;
}

static void collapse_copy_one(struct mm_struct *mm, unsigned long address, struct page *new)
{
	struct page *page = pte_page(READ_ONCE(mm->pte[address]));

	copy_page(new, page);
	release_pte_page(page);
	spin_lock(&mm->page_table_lock);
	set_pte_at(mm, address, 0);
	page_remove_rmap(page);
	spin_unlock(&mm->page_table_lock);
	put_page(page);
}

/* The caller's reference becomes that of the first entry. */
static void map_huge_page(struct mm_struct *mm, unsigned long start, struct page *huge, int nr)
{
	int i;

	page_add_new_anon_rmap(huge, start);
	for (i = 1; i < nr; i++) {
		get_page(huge);
		atomic_set(&(huge + i)->_mapcount, 0);
		page_set_anon_exclusive(huge + i);
		ghost ref_moved(huge, REF_TASK, REF_PTE, 1);
	}
	lru_cache_add_inactive_or_unevictable(huge, mm->vm_flags[start]);
	for (i = 0; i < nr; i++)
		set_pte_at(mm, start + i, mk_pte(huge + i, _PAGE_PRESENT | _PAGE_RW));
}

/* The pages at start and after it, as many as a free block has.  0, -ENOMEM, or -EBUSY. */
int collapse_huge_page(struct mm_struct *mm, unsigned long start)
{
	struct page *huge = alloc_hugepage();
	unsigned long pmd;
	int nr, i;

	if (!huge)
		return -ENOMEM;
	nr = compound_nr(huge);
	mmap_write_lock(mm);
	mmu_notifier_invalidate_range_start(mm, start);
	spin_lock(&mm->page_table_lock);
	pmd = xchg(&mm->pmd, 0);	/* pmdp_collapse_flush() */
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, start);

	if (!__collapse_huge_page_isolate(mm, start, nr)) {
		WRITE_ONCE(mm->pmd, pmd);
		mmap_write_unlock(mm);
		put_page(huge);
		return -EBUSY;
	}
	for (i = 0; i < nr; i++)
		collapse_copy_one(mm, start + i, huge + i);
	map_huge_page(mm, start, huge, nr);
	smp_wmb();
	WRITE_ONCE(mm->pmd, pmd);
	mmap_write_unlock(mm);
	return 0;
}
