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
#include <lab/ghost.h>
#include <lab/setup.h>
#include <lab/oracles.h>

/* get_user_pages() of one page, through the page tables of the process that maps it;
 * NULL when it is mapped no longer.  The pin is held from here ... */
struct page *gup_pin(struct page *page);
struct page *gup_pin_fast(struct page *page);

/* ... to the start of this, whatever the strategy wants to be called for it. */
void gup_unpin(struct page *page);

/* A device writes through a pin: DMA asks no page table and takes no reference. */
void device_write(struct page *page);

/* The process unmaps the page. */
void munmap_page(struct page *page);

/* For labs that start in a state which a strategy's pin call would not reach. */
void force_pin_record(struct page *page);

#endif
