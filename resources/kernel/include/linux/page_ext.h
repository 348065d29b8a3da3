/* page_ext: words beside struct page, after 4.18's mm/page_ext.c.
 *
 * Nobody else owns them: they may be read and written at any time, whatever the
 * page is just now.  But they are memory, all of it or none: the first client whose
 * need() says yes makes the kernel allocate an entry for every page of RAM, with a
 * word of flags that all clients share and each client's own bytes behind it. */
#ifndef _LINUX_PAGE_EXT_H
#define _LINUX_PAGE_EXT_H

#include <linux/mm_types.h>

/* Bits of the shared word. */
enum page_ext_flags {
	PAGE_EXT_DEBUG_GUARD,
	PAGE_EXT_OWNER,
	EXTENSION(page_ext_bits)
};

struct page_ext {
	unsigned long flags;
	EXTENSION(page_ext_private);
};

/* 1: the lab starts early in boot, or with memory that has just been hot-added; its own
 * code calls page_ext_init(), and until then there is nothing to look up. */
#define PAGE_EXT_LATE	0

/* The section's array, or NULL. */
extern struct page_ext *section_page_ext;

/* NULL before the array exists; callers must look. */
struct page_ext *lookup_page_ext(struct page *page);
__pure struct page_ext *page_ext_peek(struct page *page);

void page_ext_init(void);

/* The need() callback of the strategy, if it is a client. */
bool pin_needs_page_ext(void);

#endif
