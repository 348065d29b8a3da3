/* Cleaning pages: who asks for it, what is done with a page that is pinned, and how the
 * contents reach the disk. */
#ifndef _LINUX_WRITEBACK_H
#define _LINUX_WRITEBACK_H

#include <linux/mm_types.h>
#include <linux/fs.h>

enum writeback_sync_modes {
	WB_SYNC_NONE,		/* for cleaning: a page may be left out */
	WB_SYNC_ALL		/* for integrity: whatever is dirty now must reach the disk */
};

/* How clear_page_dirty_for_io() wants a page written. */
enum writeback_how {
	WRITE_NOTHING,		/* it stays dirty */
	WRITE_PAGE,
	WRITE_COPY		/* a snapshot; the page stays dirty */
};

/* So many dirty pages, and who dirties one more has to wait.  -1: no limit, nobody counts. */
#define DIRTY_LIMIT	-1

/* mm/page-writeback.c */
int set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page);
bool __set_page_dirty_nobuffers(struct page *page);
void account_page_dirtied(struct page *page);
void account_page_cleaned(struct page *page);
void cancel_dirty_page(struct page *page);
int clear_page_dirty_for_io(struct page *page, int sync_mode);
void wait_on_page_writeback(struct page *page);
void wait_for_stable_page(struct page *page);
void end_page_writeback(struct page *page);
void balance_dirty_pages(void);
int writepage(struct page *page, int how);
void write_cache_pages(struct address_space *mapping, int sync_mode);

/* mm/filemap.c */
int filemap_fdatawrite(struct address_space *mapping, int sync_mode);
int filemap_fdatawait(struct address_space *mapping);
int filemap_fsync(struct address_space *mapping);

/* Axis W; mm/rmap.c and mm/page-writeback.c say what 4.18 does: nothing. */
bool page_mkclean_skips(struct page *page, int sync_mode);
bool page_mkclean_again(struct page *page, int sync_mode, int cleaned);
int writeback_of_page(struct page *page, int sync_mode);

/* Axis W, for properties: does writeback take a snapshot of a pinned page? */
__pure bool writeback_takes_snapshots(void);

/* For policies: the strategy's query, and a note of what it said. */
bool writeback_asks_pinned(struct page *page);

/* lab/disk.c */
extern unsigned int disk[NR_PAGES];
void write_to_disk(struct page *page, unsigned long block);
void write_copy_to_disk(struct page *page, unsigned long block);
void read_from_disk(struct page *page, unsigned long block);
void free_block(unsigned long block);
void unpin_user_page_dirty_lock(struct page *page);

#endif
