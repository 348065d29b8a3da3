/* The oracles of file pages: is what the file system believes true?  The table in docs/oracles.md
 * says what each costs when it fails, and what a real kernel prints. */
#include <lab.h>
#include <linux/writeback.h>
#include <linux/buffer_head.h>

__pure bool page_lock_free(struct page *page)
{
	return !PageLocked(page);
}

__pure bool page_in_file(struct page *page)
{
	return page->mapping == &file_mapping;
}

/* O-DIRTY-HAS-BUFFERS */
__pure bool oracle_dirty_has_buffers(struct page *page)
{
	return !page_in_file(page) || !PageDirty(page) || PagePrivate(page);
}

/* O-MKWRITE: the page has never become dirty behind the file system's back. */
__pure bool oracle_mkwrite(struct page *page)
{
	return !untold_dirty[page_to_pfn(page)];
}

/* O-STABLE */
__pure bool oracle_stable(struct page *page)
{
	return !io_running[page_to_pfn(page)] || page_contents[page_to_pfn(page)] == io_sum[page_to_pfn(page)];
}

static __pure bool any_pte_dirty(struct page *page)
{
	int i;
	pte_t pte;

	for (i = 0; i < NR_MMS; i++) {
		pte = mms[i].pte[page->index];
		if (pte_present(pte) && pte_page(pte) == page && pte_dirty(pte))
			return true;
	}
	return false;
}

static __pure bool any_pte_writable(struct page *page)
{
	int i;
	pte_t pte;

	for (i = 0; i < NR_MMS; i++) {
		pte = mms[i].pte[page->index];
		if (pte_present(pte) && pte_page(pte) == page && pte_write(pte))
			return true;
	}
	return false;
}

/* What the file system takes for clean, nobody can write to without a fault. */
__pure bool oracle_clean_is_protected(struct page *page)
{
	return !page_in_file(page) || fs_ready[page_to_pfn(page)] || !any_pte_writable(page);
}

/* O-NO-LOST-WRITE: nobody will write the page, and nobody needs to. */
__pure bool oracle_no_lost_write(struct page *page)
{
	if (!page_in_file(page) || PageDirty(page) || PageWriteback(page) || any_pte_dirty(page))
		return true;
	return live_pins[page_to_pfn(page)] > 0 || disk[page->index] == page_contents[page_to_pfn(page)];
}

/* O-CACHE-COHERENCE: who holds a pin and who looks into the file see one page. */
__pure bool oracle_cache_coherent(struct page *page)
{
	return live_pins[page_to_pfn(page)] == 0 || truncated[page_to_pfn(page)] || file_mapping.slots[page->index] == page;
}

/* O-TRUNCATE-ISOLATION, where a block is written */
__pure bool oracle_truncate_isolated(struct page *page, unsigned long block)
{
	return !truncated[page_to_pfn(page)] && !block_freed[block];
}

/* O-PIN-SEEN-BY-WRITEBACK: writeback asked, was told "no", and the page went clean under a pin
 * that no fault has announced since. */
__pure bool oracle_pin_seen_by_writeback(struct page *page)
{
	return live_pins[page_to_pfn(page)] == 0 || fs_ready[page_to_pfn(page)] ||
	       writeback_told[page_to_pfn(page)] != TOLD_FREE;
}

/* Writeback knew of the pin, wrote the page itself all the same, and what it wrote is old. */
__pure bool durability_given_up(struct page *page)
{
	return writeback_told[page_to_pfn(page)] == TOLD_PINNED && !bounce_copies[page_to_pfn(page)] &&
	       page_in_file(page) && disk[page->index] != page_contents[page_to_pfn(page)];
}
