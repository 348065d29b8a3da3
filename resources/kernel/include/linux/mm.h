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

/* Bits of a page-table entry.  One that is not present may still name a page: a swap entry, by
 * the page that the swap cache has or had, or a migration entry.  One with _PAGE_PROTNONE maps its
 * page like any other, but no CPU may use it. */
#define _PAGE_PRESENT	0x1
#define _PAGE_RW	0x2
#define _PAGE_SWAP	0x8
#define _PAGE_MIGRATION	0x10
#define _PAGE_ACCESSED	0x20
#define _PAGE_DIRTY	0x40
#define _PAGE_SOFTW	0x80		/* left to the pin record */
#define _PAGE_BIT_SOFTW	7
#define _PAGE_PROTNONE	0x100
#define _PAGE_SPECIAL	0x200		/* no page is counted: the zero page */
#define _PAGE_SWP_EXCLUSIVE	0x400	/* of a swap or migration entry (v5.19) */
#define _PAGE_HWPOISON	0x800		/* not present: the memory has failed */

#define mk_pte(page, prot)	((page_to_pfn(page) << PAGE_SHIFT) | (prot))
#define pte_none(pte)		((pte) == 0)
#define pte_present(pte)	(((pte) & (_PAGE_PRESENT | _PAGE_PROTNONE)) != 0)
#define pte_write(pte)		(((pte) & _PAGE_RW) != 0)
#define pte_dirty(pte)		(((pte) & _PAGE_DIRTY) != 0)
#define pte_page(pte)		pfn_to_page((pte) >> PAGE_SHIFT)
#define is_swap_pte(pte)	(((pte) & _PAGE_SWAP) != 0)
#define is_migration_pte(pte)	(((pte) & _PAGE_MIGRATION) != 0)
#define pte_special(pte)	(((pte) & _PAGE_SPECIAL) != 0)
#define pte_protnone(pte)	(((pte) & _PAGE_PROTNONE) != 0)
#define pte_wrprotect(pte)	((pte) & ~_PAGE_RW)

/* The VMA around an address. */
#define VM_READ		0x1
#define VM_WRITE	0x2
#define VM_SHARED	0x8
#define VM_MAYWRITE	0x20		/* of every VMA here; no VMA at all is 0 */
#define VM_LOCKED	0x2000

/* What the caller of GUP wants. */
#define FOLL_WRITE	0x01
#define FOLL_GET	0x04
#define FOLL_FORCE	0x10
#define FOLL_NUMA	0x200		/* a hint is resolved first: set for all but forced access */
#define FOLL_LONGTERM	0x10000
#define FOLL_PIN	0x40000
#define FOLL_COW	0x4000		/* the fault has broken COW: a forced write may go on */

/* Not PROT_NONE; and what an entry of such a VMA carries. */
#define vma_is_accessible(vm_flags)	(((vm_flags) & (VM_READ | VM_WRITE)) != 0)
#define vma_present(vm_flags)	(vma_is_accessible(vm_flags) ? _PAGE_PRESENT : _PAGE_PROTNONE)

/* A private mapping that its owner may write: what fork shares, a write copies. */
#define is_cow_mapping(vm_flags)	(((vm_flags) & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE)

#define FAULT_FLAG_WRITE	1
#define FAULT_FLAG_UNSHARE	2	/* a page of one's own, though nothing is written (v5.19) */
#define VM_FAULT_WRITE		8	/* the answer of a fault that has broken COW */

/* A pointer or a small negative number. */
#define ERR_PTR(err)	((struct page *)(unsigned long)(err))
#define PTR_ERR(ptr)	((long)(unsigned long)(ptr))
#define IS_ERR(ptr)	((unsigned long)(ptr) >= (unsigned long)-4095)

#define MMF_HAS_PINNED	27

/* The process of a lab, and the one that fork() makes. */
extern struct mm_struct mms[NR_MMS];
#define init_mm		mms[0]
#define child_mm	mms[1]
#define mm_number(mm)	((mm) == &init_mm ? 0 : 1)

/* 0 in labs where nothing maps a file, and where nothing is ever swapped: the code for it is left
 * out of every fault, which makes such a lab faster to prepare and changes nothing else. */
#define MAP_FILES	1
#define SWAP_DEVICE	1

/* What the pages hold, one word each. */
extern unsigned int page_contents[NR_PAGES];

/* The shared zero page, where a lab declares one. */
extern struct page *zero_page;

/* 1 in labs that declare a compound page.  Otherwise every page is its own head, and nothing is
 * read to know it. */
#define COMPOUND_PAGES	0

#define PageTail(page)		(COMPOUND_PAGES && (READ_ONCE((page)->compound_head) & 1) != 0)
#define PageCompound(page)	(COMPOUND_PAGES && (PageHead(page) || PageTail(page)))

/* No lock: what word 1 says just now, whoever owns it. */
static inline __pure struct page *compound_head(struct page *page)
{
	unsigned long head;

	if (!COMPOUND_PAGES)
		return page;
	head = READ_ONCE(page->compound_head);
	if (head & 1)
		return (struct page *)(head - 1);
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

/* v5.1: no more references once the count has run into the sign bit. */
static inline bool try_get_page(struct page *page)
{
	page = compound_head(page);
	if (WARN_ON_ONCE(page_ref_count(page) <= 0))
		return false;
	page_ref_inc(page);
	ghost ref_taken(page, REF_TASK, 1);
	return true;
}

/* mm/page_alloc.c */
void free_unref_page(struct page *page);
void free_page_at_boot(struct page *page);
struct page *alloc_page(gfp_t gfp);

/* mm/gup.c: how a pin is taken, recorded and given back */
void try_grab_page(struct page *page);
bool try_grab_page_fast(struct page *page);
void undo_grab_page_fast(struct page *page);
int pin_page_for_dma(struct page *page);
void put_user_page(struct page *page);
bool gup_get_is_pin(void);

/* mm/pin_record.c: other places for it */
void pin_note_pte(struct mm_struct *mm, unsigned long address);
bool pin_note_pte_fast(struct mm_struct *mm, unsigned long address, pte_t pte);
void pin_record_freed(struct page *page);
bool pin_record_refuses_unmap(struct page *page);

struct page *follow_page_pte(struct mm_struct *mm, unsigned long address, unsigned int flags);
struct page *__get_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags);
struct page *__get_user_page_unlocked(struct mm_struct *mm, unsigned long address, unsigned int flags, bool fast);
struct page *__get_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags);
void __put_user_page(struct page *page, unsigned int flags);
long get_user_pages(unsigned long start, long nr_pages, struct page **pages);

/* v6.5: is the zero page left alone, by pin and unpin? */
bool gup_skips_zero_page(void);

/* mm/gup.c: who may be pinned for long (axis W, and migration out of movable memory) */
bool writable_file_mapping_allowed(struct mm_struct *mm, unsigned long address, unsigned int flags);
bool page_fast_pin_allowed(struct page *page, unsigned int flags);
bool is_longterm_pinnable_page(struct page *page);
int check_and_migrate_movable_page(struct page *page);

/* mm/gup-fast.c: axis F, what the lockless walk looks at before it believes its reference */
bool gup_fast_pte_changed(struct mm_struct *mm, unsigned long address, pte_t pte);
bool gup_fast_pmd_changed(struct mm_struct *mm, unsigned long pmd);
bool gup_fast_same_head(struct page *page, struct page *head);
void gup_fast_pin_barrier(void);
void gup_fast_exclusive_barrier(void);
void share_entry_cleared_barrier(void);
void share_exclusive_cleared_barrier(void);
long gup_fast_seq_begin(struct mm_struct *mm, unsigned int flags);
bool gup_fast_seq_retry(struct mm_struct *mm, unsigned int flags, long seq);
void fork_seq_begin(struct mm_struct *mm);
void fork_seq_end(struct mm_struct *mm);

/* mm/memory.c */
pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long address);
void copy_page(struct page *to, struct page *from);
void zap_page(struct mm_struct *mm, unsigned long address);
int handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags);

/* The table changes under the page-table lock; the TLB, which is flushed with it, is not modelled. */
#define ptep_clear_flush(mm, address)	ptep_get_and_clear(mm, address)
#define set_pte_at(mm, address, value)	WRITE_ONCE((mm)->pte[address], value)

/* kernel/fork.c, mm/mprotect.c, mm/ksm.c */
int fork_mm(struct mm_struct *parent, struct mm_struct *child);
void change_protection(struct mm_struct *mm, unsigned long address, unsigned long vm_flags);
void clear_soft_dirty(struct mm_struct *mm, unsigned long address);
void change_prot_numa(struct mm_struct *mm, unsigned long address);
int write_protect_page(struct mm_struct *mm, unsigned long address, struct page *page);
int ksm_merge(struct mm_struct *mm, unsigned long address, struct page *kpage);

/* What the kernel would ask, step by step, and the same read at once, for lanes and
 * properties.  A strategy that cannot tell a pin from a reference has neither. */
bool page_maybe_dma_pinned(struct page *page);
__pure bool page_pinned_peek(struct page *page);

/* The number of pins on record, for strategies that count them exactly. */
__pure int page_pin_count_peek(struct page *page);

/* The bits of word 1 that carry the record, for strategies that keep it there. */
__pure unsigned long overlay_flag_bits(void);

#endif
