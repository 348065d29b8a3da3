/* Who maps a page: the map count, and what anonymous pages have beyond it.  The page-table lock is
 * held in all of these.  The questions that the COW axis answers are at the end; mm/cow.c. */
#ifndef _LINUX_RMAP_H
#define _LINUX_RMAP_H

#include <linux/mm.h>
#include <linux/swap.h>
#include <lab/ghost.h>

/* Both low bits of page->mapping: anonymous, and merged by KSM. */
#define PAGE_MAPPING_KSM	3

#define PageAnon(page)	(((unsigned long)READ_ONCE(compound_head(page)->mapping) & PAGE_MAPPING_ANON) != 0)
#define PageKsm(page) \
	(((unsigned long)READ_ONCE(compound_head(page)->mapping) & PAGE_MAPPING_KSM) == PAGE_MAPPING_KSM)

#define page_mapcount(page)	(atomic_read(&(page)->_mapcount) + 1)

extern unsigned long anon_vma;

/* mm/cow.c, axis C: a page that belongs to one process alone */
void page_set_anon_exclusive(struct page *page);
bool page_anon_exclusive(struct page *page);
int page_try_dup_anon_rmap(struct mm_struct *src, struct page *page);
int page_try_share_anon_rmap(struct page *page);

/* axis C: faults */
enum wp_answer {
	WP_REUSE,		/* make the entry writable */
	WP_COPY,
	WP_RETRY		/* the page-table lock was dropped, and the entry has changed */
};

enum wp_answer wp_anon_page(struct mm_struct *mm, unsigned long address, struct page *page, pte_t pte);
bool swapin_is_ours(struct page *page, pte_t entry, unsigned int flags);
bool unshare_copies_any_page(void);

/* axis C: fork, GUP, and who may change entries of a page */
bool fork_copies_now(struct mm_struct *src, struct page *page);
void mm_set_has_pinned_flag(struct mm_struct *mm);
bool should_force_cow_break(struct mm_struct *mm, unsigned long address, unsigned int flags);
unsigned int gup_fast_flags(unsigned int flags);
bool gup_must_unshare(struct mm_struct *mm, unsigned long address, struct page *page, unsigned int flags);
bool gup_must_unshare_any(struct mm_struct *mm, unsigned long address, unsigned int flags);
bool can_change_pte_writable(struct mm_struct *mm, unsigned long address, pte_t pte);
bool anon_reclaim_allowed(struct page *page);
bool soft_dirty_allowed(struct page *page);

static inline void page_dup_rmap(struct page *page)
{
	atomic_inc(&page->_mapcount);
	ghost ref_moved(page, REF_TASK, REF_PTE, 1);
}

/* The entry is gone; its reference is the caller's to drop. */
static inline void page_remove_rmap(struct page *page)
{
	bool last = atomic_add_negative(-1, &page->_mapcount);

	ghost ref_moved(page, REF_PTE, REF_TASK, 1);
	if (last && PageMlocked(page))
		clear_page_mlock(page);
}

/* Mapped again, from a swap or migration entry; a page fresh from the swap device is not anonymous yet. */
static inline void page_add_anon_rmap(struct page *page, unsigned long address, bool exclusive)
{
	if (!PageAnon(page)) {
		page->index = address;
		page->mapping = (struct address_space *)((unsigned long)&anon_vma + PAGE_MAPPING_ANON);
	}
	page_dup_rmap(page);
	if (exclusive)
		page_set_anon_exclusive(page);
}

/* The first entry of a fresh page: nobody has seen it yet. */
static inline void page_add_new_anon_rmap(struct page *page, unsigned long address)
{
	/* Before the entry is set no other task can have found the page. */
	atomic {
		page->mapping = (struct address_space *)((unsigned long)&anon_vma + PAGE_MAPPING_ANON);
		page->index = address;
		set_bit(PG_swapbacked, &page->flags);
		set_bit(PG_uptodate, &page->flags);
		atomic_set(&page->_mapcount, 0);
		page_set_anon_exclusive(page);
	}
	ghost ref_moved(page, REF_TASK, REF_PTE, 1);
}

#endif
