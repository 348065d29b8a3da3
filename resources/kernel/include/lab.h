/* What a lab needs: the kernel's mm/ of 4.18 as far as it is modelled, and the
 * lab's own words for pinning and for a device.  docs/library.md is the manual. */
#ifndef _LAB_H
#define _LAB_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include <linux/writeback.h>
#include <lab/ghost.h>
#include <lab/setup.h>
#include <lab/oracles.h>

/* get_user_pages() of one page, through the page tables of the process that maps it;
 * NULL when it is mapped no longer.  The pin is held from here ... */
struct page *gup_pin(struct page *page);
struct page *gup_pin_fast(struct page *page);

/* The same with all there is to say: whose address, and FOLL_WRITE, FOLL_LONGTERM, FOLL_FORCE. */
struct page *pin_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags);
struct page *pin_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags);

/* A reference that is no pin (FOLL_GET), and its release.  Where a strategy records every
 * get_user_pages(), as all did before v5.6, it is a pin all the same. */
struct page *get_user_page(struct mm_struct *mm, unsigned long address, unsigned int flags);
struct page *get_user_page_fast(struct mm_struct *mm, unsigned long address, unsigned int flags);
void gup_put(struct page *page);

/* What O_DIRECT does with a buffer: the fast path, and what its kernel asks for. */
struct page *direct_io_get(struct mm_struct *mm, unsigned long address, unsigned int flags);
void direct_io_put(struct page *page);
bool direct_io_pins(void);

/* ... to the start of this, whatever the strategy wants to be called for it. */
void gup_unpin(struct page *page);

/* A device writes through a pin: DMA asks no page table and takes no reference. */
void device_write(struct page *page);

/* A consumer asks the strategy; properties judge the answer at pin_asked(page, answer). */
bool ask_pinned(struct page *page);

/* The process unmaps the page. */
void munmap_page(struct page *page);

/* A process reads and writes its memory (lab/process.c), or reads through a reference. */
unsigned int user_read(struct mm_struct *mm, unsigned long address);
void user_write(struct mm_struct *mm, unsigned long address, unsigned int value);
unsigned int reference_read(struct mm_struct *mm, struct page *page);

void munmap(struct mm_struct *mm, unsigned long address);
void madvise_dontneed(struct mm_struct *mm, unsigned long address);
int madvise_pageout(struct mm_struct *mm, unsigned long address);
void mmap_anonymous(struct mm_struct *mm, unsigned long address);
void exit_mmap(struct mm_struct *mm);

/* For labs that start in a state which a strategy's pin call would not reach. */
void force_pin_record(struct page *page);

#endif
