/* gup-drain-none: long-term pins leave movable memory, and nobody drains.
 *
 * A page in ZONE_MOVABLE or CMA is moved out before it is pinned with FOLL_LONGTERM (v5.13,
 * d1e153fea2a8).  A batch of some CPU that holds a reference of the page makes the move fail.
 * No kernel was like this; it is what the two rules below are measured against.
 */
#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

POLICY("gup-drain-none", .axis = "gup-fast",
	.title = "Migrate before a long-term pin, without draining the batches",
	.cites = { "d1e153fea2a8" });

bool is_longterm_pinnable_page(struct page *page)
{
	return page_zonenum(page) != ZONE_MOVABLE;
}

int check_and_migrate_movable_page(struct page *page)
{
	if (is_longterm_pinnable_page(page))
		return 0;
	return migrate_longterm_unpinnable_page(page);
}
