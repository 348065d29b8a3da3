/* gup-drain-by-lru: drain the batches when the page is not on an LRU.
 *
 * v5.13, d1e153fea2a8: a page with PG_lru clear waits in some pagevec, so all are drained, once.
 * That is no statement about batches which keep PG_lru set, as mlock's do since v5.18.
 */
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

POLICY("gup-drain-by-lru", .axis = "gup-fast",
	.title = "Migrate before a long-term pin, draining when PG_lru is clear (v5.13)",
	.cites = { "d1e153fea2a8" });

bool is_longterm_pinnable_page(struct page *page)
{
	return page_zonenum(page) != ZONE_MOVABLE;
}

int check_and_migrate_movable_page(struct page *page)
{
	if (is_longterm_pinnable_page(page))
		return 0;
	if (!PageLRU(page))
		lru_add_drain_all();
	return migrate_longterm_unpinnable_page(page);
}
