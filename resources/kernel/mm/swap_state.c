/* Swap, after 4.18's mm/swap_state.c and mm/swapfile.c: a device with a slot for every page, a map
 * of how many entries name a slot, and the swap cache, which says what page holds its data.
 *
 * Each change is one step: it happens under the lock of the device or of the cache's tree, where
 * nobody else looks.  Reading and writing the device takes no time. */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <lab/ghost.h>

unsigned int swap_disk[NR_PAGES];
int swap_map[NR_PAGES];
struct page *swap_cache[NR_PAGES];

/* Page locked.  False: the device is full. */
bool add_to_swap(struct page *page)
{
	unsigned long entry = page_to_pfn(page);
	int left;

	BUG_ON(!SWAP_DEVICE);		/* this lab swaps: no OVERRIDE(SWAP_DEVICE, 0) */

	/* The device's lock, then the tree's. */
	atomic {
		for (left = NR_PAGES; left > 0 && (swap_map[entry] || swap_cache[entry]); left--)
			entry = (entry + 1) % NR_PAGES;
		if (left > 0) {
			swap_cache[entry] = page;
			page->private = entry;
			page_ref_inc(page);
			SetPageSwapCache(page);
		}
	}
	if (left == 0)
		return false;
	ghost ref_taken(page, REF_PAGE_CACHE, 1);
	SetPageDirty(page);
	return true;
}

/* The cache's reference stays with the caller: reclaim has frozen it away. */
void __delete_from_swap_cache(struct page *page)
{
	/* The tree's lock. */
	atomic {
		swap_cache[page->private] = NULL;
		page->private = 0;
		ClearPageSwapCache(page);
	}
}

void delete_from_swap_cache(struct page *page)
{
	__delete_from_swap_cache(page);
	page_ref_dec(page);
	ghost ref_dropped(page, REF_PAGE_CACHE, 1);
}

struct page *lookup_swap_cache(unsigned long entry)
{
	struct page *page;

	/* As find_get_page(): a reference unless there is none left, and a second look. */
	atomic {
		page = swap_cache[entry];
		if (page && !page_ref_add_unless(page, 1, 0))
			page = NULL;
	}
	if (page)
		ghost ref_taken(page, REF_TASK, 1);
	return page;
}

/* The slot's page, with a reference, read from the device if it must be. */
struct page *swapin_readahead(unsigned long entry)
{
	struct page *page = lookup_swap_cache(entry);
	bool added = false;

	if (page)
		return page;
	page = alloc_page(GFP_KERNEL);
	if (!page)
		return ERR_PTR(-ENOMEM);
	/* Into the cache under the tree's lock, unless the slot is free or taken by now. */
	atomic {
		if (swap_map[entry] && !swap_cache[entry]) {
			swap_cache[entry] = page;
			page->private = entry;
			page_ref_inc(page);
			set_bit(PG_swapbacked, &page->flags);
			set_bit(PG_uptodate, &page->flags);
			SetPageSwapCache(page);
			page_contents[page_to_pfn(page)] = swap_disk[entry];
			added = true;
		}
	}
	if (!added) {
		put_page(page);
		return ERR_PTR(-EAGAIN);
	}
	ghost ref_taken(page, REF_PAGE_CACHE, 1);
	ghost written_by[page_to_pfn(page)] = 0;
	lru_cache_add(page);
	return page;
}

/* One more page-table entry names the slot. */
void swap_duplicate(unsigned long entry)
{
	/* The device's lock. */
	atomic {
		swap_map[entry]++;
	}
}

void swap_free(unsigned long entry)
{
	/* The device's lock. */
	atomic {
		swap_map[entry]--;
	}
}

/* Page locked: nobody names the slot any more, the page needs no place in it. */
bool try_to_free_swap(struct page *page)
{
	if (!PageSwapCache(page) || PageWriteback(page))
		return false;
	if (READ_ONCE(swap_map[page->private]) > 0)
		return false;
	delete_from_swap_cache(page);
	SetPageDirty(page);
	return true;
}

/* What the page holds goes to its slot.  Page locked; not any more when this returns. */
int swap_writepage(struct page *page)
{
	if (try_to_free_swap(page)) {
		unlock_page(page);
		return 0;
	}
	SetPageWriteback(page);
	unlock_page(page);
	/* The device reads one word. */
	atomic {
		swap_disk[page->private] = page_contents[page_to_pfn(page)];
	}
	ClearPageWriteback(page);
	return 0;
}

/* Page locked.  Entries that map the page, and those that name its slot: one of them all? */
bool reuse_swap_page(struct page *page)
{
	int count = page_mapcount(page);

	if (SWAP_DEVICE && count <= 1 && PageSwapCache(page)) {
		count += READ_ONCE(swap_map[page->private]);
		if (count == 1 && !PageWriteback(page)) {
			delete_from_swap_cache(page);
			SetPageDirty(page);
		}
	}
	return count <= 1;
}
