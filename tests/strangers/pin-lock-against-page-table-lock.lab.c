/* A consumer takes the pin lock and then a page-table lock (page_mkclean of patch 6/6);
 * July's hook in get_page() takes them the other way round. */
#include <lab.h>

NEEDS(count_in_lru);

spinlock_t *zone_gup_lock(struct zone *zone);

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

BOOT { gup_pin(p); }

TASK(mkclean) {
	spin_lock(zone_gup_lock(page_zone(p)));
	spin_lock(&init_mm.page_table_lock);
	spin_unlock(&init_mm.page_table_lock);
	spin_unlock(zone_gup_lock(page_zone(p)));
}

TASK(pinner) { gup_pin(p); }

NEVER(deadlock, false);
