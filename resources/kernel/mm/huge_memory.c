/* Splitting a compound page into pages of order 0, after 4.18's mm/huge_memory.c.
 *
 * A huge page is mapped here by page-table entries, one for each of its pages, as after
 * the split of a PMD.  Each holds a reference of the head, and counts in the _mapcount
 * of its own page.  A split first takes all of them away (they become migration entries),
 * then freezes the head's count: one reference too many, and nothing happens. */
#include <linux/huge_mm.h>
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* Entries of all its pages.  They are counted one after the other. */
int total_mapcount(struct page *head)
{
	int nr = PageHead(head) ? compound_nr(head) : 1;
	int i, mapped = 0;

	for (i = 0; i < nr; i++)
		mapped += page_mapcount(head + i);
	return mapped;
}

/* The caller holds one reference.  A first look, so that nothing is unmapped in vain. */
bool can_split_huge_page(struct page *head)
{
	return total_mapcount(head) == page_count(head) - 1;
}

/* From here on the tail has a life of its own.  Its mapping comes first: who finds that it is no
 * tail any more must find that too. */
static void __split_huge_page_tail(struct page *head, struct page *tail)
{
	VM_BUG_ON_PAGE(DEBUG_VM && page_ref_count(tail) != 0, tail);
	tail->flags = READ_ONCE(head->flags) & ~(1 << PG_head | 1 << PG_lru);
	tail->mapping = head->mapping;
	tail->index = head->index + (page_to_pfn(tail) - page_to_pfn(head));
	smp_wmb();
	clear_compound_head(tail);
	page_ref_unfreeze(tail, 1);
	ghost ref_moved(tail, REF_FROZEN, REF_TASK, 1);
	lru_add_page_tail(head, tail);
}

/* Under lru_lock, the head's count is frozen. */
static void __split_huge_page(struct page *head, int nr)
{
	int i;

	for (i = nr - 1; i >= 1; i--)
		__split_huge_page_tail(head, head + i);
	ClearPageHead(head);
	page_ref_inc(head);
	ghost {
		ref_taken(head, REF_FROZEN, 1);
		raise page_split(head, nr);
	}
}

/* 0, or -EBUSY: somebody else has a reference.  The caller holds one of its own and the page lock;
 * it keeps both for the page that it names. */
int split_huge_page(struct page *page)
{
	struct page *head = compound_head(page);
	spinlock_t *lru_lock = zone_lru_lock(page_zone(head));
	int nr = compound_nr(head);
	unsigned long flags;
	bool frozen;
	int i;

	VM_BUG_ON_PAGE(DEBUG_VM && !PageLocked(head), head);
	if (!can_split_huge_page(head))
		return -EBUSY;

	try_to_migrate(head);		/* unmap_page(): its entries become migration entries */
	spin_lock_irqsave(lru_lock, flags);
	frozen = total_mapcount(head) == 0 && page_ref_freeze(head, 1);
	if (frozen)
		__split_huge_page(head, nr);
	spin_unlock_irqrestore(lru_lock, flags);

	for (i = 0; i < nr; i++)	/* remap_page() */
		remove_migration_ptes(head + i, head + i);
	if (!frozen)
		return -EBUSY;
	for (i = 0; i < nr; i++) {
		if (head + i == page)
			continue;
		unlock_page(head + i);
		put_page(head + i);
	}
	return 0;
}
