/* gup-drain-by-refcount: drain the batches when somebody has a reference too many.
 *
 * v6.17 and stable (6.1.155), 98c6d259319e, Hugh Dickins: the reference is what makes the move
 * fail, so the reference is looked at: one for each entry, and the caller's.  A pin that weighs
 * more than one drains for nothing.
 */
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

POLICY("gup-drain-by-refcount", .axis = "gup-fast",
	.title = "Migrate before a long-term pin, draining when the references say so (v6.17)",
	.cites = { "98c6d259319e", "<bd1f314a-fca1-8f19-cac0-b936c9614557@google.com>" });

bool is_longterm_pinnable_page(struct page *page)
{
	return page_zonenum(page) != ZONE_MOVABLE;
}

int check_and_migrate_movable_page(struct page *page)
{
	if (is_longterm_pinnable_page(page))
		return 0;
	if (page_count(page) != page_mapcount(page) + 1)
		lru_add_drain_all();
	return migrate_longterm_unpinnable_page(page);
}
