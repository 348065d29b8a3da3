/* mlock() and munlock(), after 4.18's mm/mlock.c: the page goes to the unevictable list
 * by isolation and putback, one page at a time; by mm/mlock_batch.c with
 * OVERRIDE(MLOCK_BATCH, 1).  Whoever finds the page isolated leaves it to him who
 * isolated it. */
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* 4.18.  The page is locked. */
static void mlock_now(struct page *page)
{
	if (!TestSetPageMlocked(page) && !isolate_lru_page(page))
		putback_lru_page(page);
}

/* The last entry that mapped it has gone, or it is being freed. */
void clear_page_mlock(struct page *page)
{
	if (MLOCK_BATCH) {
		mlock_batch_add(page, MUNLOCK_TODO);
		return;
	}
	if (!TestClearPageMlocked(page))
		return;
	if (!isolate_lru_page(page))
		putback_lru_page(page);
}

/* Does another locked VMA map it?  Then it is mlocked again. */
static void try_to_munlock(struct page *page)
{
	pgoff_t index = page->index;
	int m;

	for (m = 0; m < NR_MMS; m++)
		if (mms[m].vm_flags[index] & VM_LOCKED && pte_page(READ_ONCE(mms[m].pte[index])) == page)
			SetPageMlocked(page);
}

static void munlock_now(struct page *page)
{
	spinlock_t *lru_lock = zone_lru_lock(page_zone(page));
	bool isolated = false;

	spin_lock_irq(lru_lock);
	if (TestClearPageMlocked(page) && PageLRU(page)) {
		get_page(page);
		ghost {
			ref_moved(page, REF_TASK, REF_ISOLATION, 1);
			isolations[page_to_pfn(page)]++;
		}
		ClearPageLRU(page);
		del_page_from_lru_list(page);
		isolated = true;
	}
	spin_unlock_irq(lru_lock);
	if (!isolated)
		return;			/* whoever has isolated it puts it where it belongs, or nobody does */
	if (page_mapcount(page) > 1)
		try_to_munlock(page);
	putback_lru_page(page);
}

void mlock_vma_page(struct page *page)
{
	if (!MLOCK_BATCH) {
		mlock_now(page);
		return;
	}
	TestSetPageMlocked(page);
	mlock_batch_add(page, MLOCK_TODO);
}

void munlock_vma_page(struct page *page)
{
	if (MLOCK_BATCH)
		mlock_batch_add(page, MUNLOCK_TODO);
	else
		munlock_now(page);
}

/* What mlock() does to the page of an entry: GUP with FOLL_MLOCK, under the page-table lock. */
static void mlock_pte(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);
	struct page *page;

	if (!pte_present(pte) || pte_special(pte))
		return;
	page = pte_page(pte);
	if (MLOCK_BATCH) {
		mlock_vma_page(page);
	} else if (trylock_page(page)) {
		lru_add_drain();
		mlock_vma_page(page);
		unlock_page(page);
	}
}

/* mlock() of one address. */
void mlock_page(struct mm_struct *mm, unsigned long address)
{
	mmap_write_lock(mm);
	mm->vm_flags[address] |= VM_LOCKED;
	if (MLOCK_BATCH)
		lru_add_drain();
	spin_lock(&mm->page_table_lock);
	mlock_pte(mm, address);
	spin_unlock(&mm->page_table_lock);
	if (MLOCK_BATCH)
		lru_add_drain();
	mmap_write_unlock(mm);
}

/* The page of an entry with a reference of its own; v5.18 munlocks it here and now. */
static struct page *munlock_pte(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);
	struct page *page;

	if (!pte_present(pte) || pte_special(pte))
		return NULL;
	page = pte_page(pte);
	if (MLOCK_BATCH) {
		munlock_vma_page(page);
		return NULL;
	}
	get_page(page);
	return page;
}

/* munlock() of one address. */
void munlock_page(struct mm_struct *mm, unsigned long address)
{
	struct page *page;

	mmap_write_lock(mm);
	mm->vm_flags[address] &= ~VM_LOCKED;
	lru_add_drain();
	spin_lock(&mm->page_table_lock);
	page = munlock_pte(mm, address);
	spin_unlock(&mm->page_table_lock);
	if (page) {
		lock_page(page);
		munlock_vma_page(page);
		unlock_page(page);
		put_page(page);
	}
	if (MLOCK_BATCH)
		lru_add_drain();
	mmap_write_unlock(mm);
}
