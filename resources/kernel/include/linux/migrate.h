/* Moving a page: its entries become migration entries, its known references are counted,
 * its contents go, and the entries name the new page. */
#ifndef _LINUX_MIGRATE_H
#define _LINUX_MIGRATE_H

#include <linux/mm_types.h>

/* How often a page is tried that has a reference too many; 10 in the kernel. */
#define MIGRATE_PASSES	2

/* Raised where the contents go over: from here on nothing maps the old page. */
EVENT(page_migrated, struct page *from, struct page *to);

/* It was unmapped and put back, because somebody had a reference too many. */
ghost int migrations_failed[NR_PAGES];

bool try_to_migrate(struct page *page);
void remove_migration_ptes(struct page *old, struct page *new);
int migrate_isolated_page(struct page *page);
int migrate_page(struct page *page);

/* mm/compaction.c */
int compact_page(struct page *page);

/* For the policies that decide about a pin with FOLL_LONGTERM: it is given back here.  -EAGAIN: the
 * page has moved, or may have; another error: it cannot. */
int migrate_longterm_unpinnable_page(struct page *page);

#endif
