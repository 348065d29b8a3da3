/* madvise(MADV_PAGEOUT) of one address, after v5.4's mm/madvise.c: reclaim of a page that its owner names, and of
 * no other.  Its young and referenced marks do not count; a page that others map too, or that is on no
 * LRU list, is left alone. */
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/page-flags.h>
#include <linux/rmap.h>
#include <linux/rwsem.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* Under the page-table lock: off its LRU list, with a reference of the isolation's. */
static struct page *isolate_mapped_page(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);
	struct page *page;

	if (!pte_present(pte) || pte_special(pte))
		return NULL;
	page = pte_page(pte);
	if (page_mapcount(page) != 1)
		return NULL;
	ClearPageReferenced(page);
	if (isolate_lru_page(page))
		return NULL;
	if (PageUnevictable(page)) {
		putback_lru_page(page);
		return NULL;
	}
	return page;
}

/* -EINVAL where the VMA is locked; else 0, whatever has become of the page. */
int madvise_pageout(struct mm_struct *mm, unsigned long address)
{
	struct list_head page_list;
	struct page *page;
	int err = 0;

	INIT_LIST_HEAD(&page_list);
	mmap_read_lock(mm);
	if (READ_ONCE(mm->vm_flags[address]) & VM_LOCKED) {
		err = -EINVAL;
		goto unlock;
	}
	lru_add_drain();
	spin_lock(&mm->page_table_lock);
	page = isolate_mapped_page(mm, address);
	spin_unlock(&mm->page_table_lock);
	if (page) {
		list_add(&page->lru, &page_list);
		ghost linked[page_to_pfn(page)] = 1;
		reclaim_pages(&page_list);
	}
unlock:
	mmap_read_unlock(mm);
	return err;
}
