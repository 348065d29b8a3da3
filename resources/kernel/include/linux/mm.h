/* References, page tables and get_user_pages.
 *
 * What a strategy may replace is marked in the .c files with __weak; the optional
 * functions at the end exist only where a strategy can answer. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/mmdebug.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>
#include <linux/mmzone.h>

/* page->mapping of an anonymous page carries this bit. */
#define PAGE_MAPPING_ANON	1

/* What one pin weighs in _refcount, where a strategy says so (v5.7). */
#define GUP_PIN_COUNTING_BIAS	1024

#define _PAGE_PRESENT	0x1
#define _PAGE_RW	0x2
#define _PAGE_DIRTY	0x40

#define mk_pte(page, prot)	((page_to_pfn(page) << PAGE_SHIFT) | (prot))
#define pte_present(pte)	(((pte) & _PAGE_PRESENT) != 0)
#define pte_page(pte)		pfn_to_page((pte) >> PAGE_SHIFT)

extern struct mm_struct init_mm;

/* All pages here are of order 0: each is its own head, and nothing is read to know it. */
static inline struct page *compound_head(struct page *page)
{
	return page;
}

/* mm/swap.c */
void get_page(struct page *page);
void put_page(struct page *page);
void __put_page(struct page *page);

static inline bool put_page_testzero(struct page *page)
{
	bool zero;

	VM_BUG_ON_PAGE(DEBUG_VM && page_ref_count(page) == 0, page);
	zero = page_ref_dec_and_test(page);
	ghost ref_dropped(page, REF_TASK, 1);
	return zero;
}

static inline bool get_page_unless_zero(struct page *page)
{
	if (!page_ref_add_unless(page, 1, 0))
		return false;
	ghost ref_taken(page, REF_TASK, 1);
	return true;
}

/* mm/page_alloc.c */
void free_unref_page(struct page *page);

/* mm/gup.c: how a pin is taken, recorded and given back */
void try_grab_page(struct page *page);
bool try_grab_page_fast(struct page *page);
void undo_grab_page_fast(struct page *page);
int pin_page_for_dma(struct page *page);
void put_user_page(struct page *page);
struct page *follow_page_pte(struct mm_struct *mm, unsigned long address);
long get_user_pages(unsigned long start, long nr_pages, struct page **pages);
struct page *get_user_page_fast(unsigned long address);

/* mm/memory.c */
void zap_page(unsigned long address);

/* What the kernel would ask, step by step, and the same read at once, for lanes and
 * properties.  A strategy that cannot tell a pin from a reference has neither. */
bool page_maybe_dma_pinned(struct page *page);
__pure bool page_pinned_peek(struct page *page);

/* The number of pins on record, for strategies that count them exactly. */
__pure int page_pin_count_peek(struct page *page);

#endif
