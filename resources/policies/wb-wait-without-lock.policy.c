/* wb-wait-without-lock: writeback waits for the pin to end, and lets go of the page meanwhile.
 *
 * The repair of wb-wait-under-page-lock that the thread of July 2018 asks for (a wait queue, and no
 * page lock held): a driver can dirty the page and release it.  With the lock dropped anything may
 * have happened: the page may have been written, truncated, or made writable again, so the walk is
 * done once more, and a page that has left its file is left alone.  A pin that never ends is waited
 * for as long.
 *
 * Derived from <20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>

POLICY("wb-wait-without-lock", .axis = "writeback",
	.title = "Cleaning a page waits for its pins, with the page lock dropped",
	.cites = { "<20180702101542.fi7ndfkg5fpzodey@quack2.suse.cz>" },
	.needs = { recogniser });

bool page_mkclean_again(struct page *page, int sync_mode, int cleaned)
{
	if (!writeback_asks_pinned(page))
		return false;
	if (cleaned)
		set_page_dirty(page);		/* what the entries knew is the page's from here on */
	unlock_page(page);
	wait_event(!page_pinned_peek(page));
	lock_page(page);
	wait_on_page_writeback(page);
	return true;
}

int writeback_of_page(struct page *page, int sync_mode)
{
	return page_mapping(page) ? WRITE_PAGE : WRITE_NOTHING;
}
