/* Moving a page to another place, after 4.18's mm/migrate.c; the unmapping half is
 * try_to_migrate() of v5.13, try_to_unmap(TTU_MIGRATION) in 4.18.
 *
 * Two looks at the references decide: an anonymous page that nobody else can find is
 * counted, a page-cache page is frozen.  Whoever has one more than the expected number
 * makes the move fail, and then all entries are put back. */
#include <linux/huge_mm.h>
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap_walk.h>
#include <linux/swap.h>
#include <linux/writeback.h>
#include <lab/ghost.h>

/* One page, or one page of a compound page, in one process.  False: it may not be shared just now,
 * and is still mapped. */
static bool try_to_migrate_one(struct page *page, struct mm_struct *mm, unsigned long address, bool anon)
{
	bool exclusive = false;
	pte_t pte, entry;

	mmu_notifier_invalidate_range_start(mm, address);
	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (!pte_present(pte) || pte_page(pte) != page)
		goto out;
	pte = ptep_clear_flush(mm, address);
	if (pte_dirty(pte))			/* the page knows it even if it stays */
		SetPageDirty(compound_head(page));
	if (anon) {
		exclusive = page_anon_exclusive(page);
		if (exclusive && page_try_share_anon_rmap(page)) {
			set_pte_at(mm, address, pte);
			spin_unlock(&mm->page_table_lock);
			mmu_notifier_invalidate_range_end(mm, address);
			return false;
		}
	}
	entry = mk_pte(page, _PAGE_MIGRATION | (pte & _PAGE_RW));
	if (exclusive)
		entry |= _PAGE_SWP_EXCLUSIVE;
	set_pte_at(mm, address, entry);
	page_remove_rmap(page);
	if (MLOCK_BATCH)
		mlock_drain_local();
	put_page(page);
out:
	spin_unlock(&mm->page_table_lock);
	mmu_notifier_invalidate_range_end(mm, address);
	return true;
}

/* The page is locked.  False: something still maps it. */
bool try_to_migrate(struct page *page)
{
	bool anon = PageAnon(page);
	pgoff_t index = page->index;
	int nr = PageCompound(page) ? compound_nr(page) : 1;
	bool all = true;
	int i, m;

	for (i = 0; i < nr; i++)
		for (m = 0; m < NR_MMS; m++)
			if (!try_to_migrate_one(page + i, &mms[m], index + i, anon))
				all = false;
	return all;
}

static void remove_migration_pte(struct page *old, struct page *new, struct mm_struct *mm,
				 unsigned long address, bool anon)
{
	unsigned long vm_flags;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = READ_ONCE(mm->pte[address]);
	if (is_migration_pte(pte) && pte_page(pte) == old) {
		vm_flags = READ_ONCE(mm->vm_flags[address]);
		get_page(new);
		set_pte_at(mm, address, mk_pte(new, vma_present(vm_flags) | (pte & _PAGE_RW)));
		/* A fork may have come since the copy was made. */
		ghost written_by[page_to_pfn(new)] = written_by[page_to_pfn(old)];
		if (anon)
			page_add_anon_rmap(new, address, (pte & _PAGE_SWP_EXCLUSIVE) != 0);
		else
			page_dup_rmap(new);
		if (vm_flags & VM_LOCKED)
			mlock_vma_page(new);
	}
	spin_unlock(&mm->page_table_lock);
}

/* The other half: whatever waits for these entries goes on.  Both may be one page. */
void remove_migration_ptes(struct page *old, struct page *new)
{
	struct page *head = compound_head(new);
	unsigned long address = head->index + (page_to_pfn(new) - page_to_pfn(head));
	bool anon = PageAnon(head);
	int m;

	for (m = 0; m < NR_MMS; m++)
		remove_migration_pte(old, new, &mms[m], address, anon);
}

/* The isolating caller's reference is one; a page-cache page has the cache's and its buffers'. */
static int migrate_page_move_mapping(struct address_space *mapping, struct page *newpage, struct page *page)
{
	int expected = 1;
	unsigned long flags;

	if (!mapping || (unsigned long)mapping & PAGE_MAPPING_ANON) {
		/* In no cache, or truncated meanwhile: nobody can find it, so counting will do. */
		if (page_count(page) != expected)
			return -EAGAIN;
		newpage->index = page->index;
		newpage->mapping = mapping;
		return 0;
	}

	spin_lock_irqsave(&mapping->i_pages, flags);
	expected += 1 + PagePrivate(page);
	if (READ_ONCE(mapping->slots[page->index]) != page || !page_ref_freeze(page, expected)) {
		spin_unlock_irqrestore(&mapping->i_pages, flags);
		return -EAGAIN;
	}
	newpage->index = page->index;
	newpage->mapping = mapping;
	get_page(newpage);
	WRITE_ONCE(mapping->slots[page->index], newpage);
	page_ref_unfreeze(page, expected - 1);
	ghost {
		ref_moved(page, REF_PAGE_CACHE, REF_FROZEN, 1);
		ref_moved(newpage, REF_TASK, REF_PAGE_CACHE, 1);
	}
	spin_unlock_irqrestore(&mapping->i_pages, flags);
	return 0;
}

/* buffer_migrate_page(): they belong to the block, not to the page. */
static void migrate_buffers(struct page *newpage, struct page *page)
{
	newpage->private = page->private;
	ClearPagePrivate(page);
	ghost ref_moved(page, REF_BUFFERS, REF_TASK, 1);
	put_page(page);
	get_page(newpage);
	ghost ref_moved(newpage, REF_TASK, REF_BUFFERS, 1);
	SetPagePrivate(newpage);
}

#define MIGRATED_FLAGS	(1 << PG_referenced | 1 << PG_uptodate | 1 << PG_dirty | 1 << PG_active | \
			 1 << PG_unevictable | 1 << PG_swapbacked | 1 << PG_mappedtodisk)

/* Both are locked, and nothing maps either. */
static void migrate_page_copy(struct page *newpage, struct page *page)
{
	unsigned long flags = READ_ONCE(page->flags);

	copy_page(newpage, page);
	ghost raise page_migrated(page, newpage);
	newpage->flags |= flags & MIGRATED_FLAGS;
	if (flags & (1 << PG_active))
		ClearPageActive(page);
	if (flags & (1 << PG_unevictable))
		ClearPageUnevictable(page);
}

static int move_to_new_page(struct page *newpage, struct page *page)
{
	struct address_space *mapping = page->mapping;
	bool anon = ((unsigned long)mapping & PAGE_MAPPING_ANON) != 0;
	int rc;

	/* Truncation has left an orphan with buffers: they go, and the caller may try again. */
	if (!mapping && PagePrivate(page)) {
		try_to_free_buffers(page);
		return -EAGAIN;
	}
	rc = migrate_page_move_mapping(mapping, newpage, page);
	if (rc)
		return rc;
	if (!anon && PagePrivate(page))
		migrate_buffers(newpage, page);
	migrate_page_copy(newpage, page);
	if (!anon)
		page->mapping = NULL;
	return 0;
}

static int __unmap_and_move(struct page *page, struct page *newpage)
{
	bool was_mapped = false;
	int rc = -EAGAIN;

	lock_page(page);
	wait_on_page_writeback(page);
	lock_page(newpage);
	if (page_mapped(page)) {
		try_to_migrate(page);
		was_mapped = true;
	}
	if (!page_mapped(page))
		rc = move_to_new_page(newpage, page);
	if (was_mapped)
		remove_migration_ptes(page, rc ? page : newpage);
	unlock_page(newpage);
	unlock_page(page);
	return rc;
}

/* Where the old page may not stay, the new one may not lie in memory of that kind either. */
static struct page *alloc_migration_target(void)
{
	struct page *page, *unfit = NULL;
	bool fits;

	do {
		page = alloc_page(GFP_KERNEL);
		fits = !page || unfit || page_zonenum(page) != ZONE_MOVABLE;
		if (!fits)
			unfit = page;
	} while (!fits);
	if (unfit)
		put_page(unfit);
	return page;
}

/* No huge page to move it to: it goes in small ones, the first of them by this caller. */
static int split_locked(struct page *page)
{
	int rc;

	lock_page(page);
	rc = split_huge_page(page);
	unlock_page(page);
	return rc;
}

static int unmap_and_move(struct page *page, struct page *newpage)
{
	int rc = -EAGAIN;
	int pass;

	if (PageCompound(page) && split_locked(page))
		return -EBUSY;
	for (pass = 0; pass < MIGRATE_PASSES && rc == -EAGAIN; pass++)
		rc = __unmap_and_move(page, newpage);
	return rc;
}

/* A page that its caller has isolated: it moves, or it goes back to its list.  The page of the two
 * that is not needed is freed. */
int migrate_isolated_page(struct page *page)
{
	struct page *newpage = alloc_migration_target();
	struct page *kept = page;
	struct page *unused = newpage;
	int rc = newpage ? unmap_and_move(page, newpage) : -ENOMEM;

	if (rc == 0) {
		kept = newpage;
		unused = page;
		ghost {
			isolations[page_to_pfn(newpage)]++;
			ref_moved(newpage, REF_TASK, REF_ISOLATION, 1);
			isolations[page_to_pfn(page)]--;
			ref_moved(page, REF_ISOLATION, REF_TASK, 1);
		}
	} else {
		ghost migrations_failed[page_to_pfn(page)] = newpage != NULL;
	}
	putback_lru_page(kept);
	if (unused)
		put_page(unused);
	return rc;
}

/* The middle of v5.13's check_and_migrate_movable_pages(), of one page with a pin: isolate it, give
 * the pin back, move it.  -EAGAIN: look where it is now; also when somebody else had isolated it. */
int migrate_longterm_unpinnable_page(struct page *page)
{
	bool isolated = isolate_lru_page(page) == 0;

	put_user_page(page);
	if (isolated && migrate_isolated_page(page))
		return -ENOMEM;
	return -EAGAIN;
}

/* One page by name: what move_pages() and memory offlining do.  They hold a reference while they
 * isolate: a page that is on its way to be freed is let be.  -EBUSY: it could not be isolated. */
int migrate_page(struct page *page)
{
	int rc;

	if (!get_page_unless_zero(page))
		return -EBUSY;
	rc = isolate_lru_page(page);
	put_page(page);
	return rc ? -EBUSY : migrate_isolated_page(page);
}
