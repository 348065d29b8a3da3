/* WB_SYNC_ALL of patch 6/6: fsync waits for the last unpin with the page locked, and the driver
 * wants the page lock before it unpins.  Jan Kara, 9 July 2018.  Under any recogniser; the
 * sticky one would have fsync wait for ever even if the driver came first. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .mapped = 1, .dirty = 1);

BOOT { gup_pin(p); }

TASK(fsync) {
	lock_page(p);
	wait_event(!page_pinned_peek(p));
	unlock_page(p);
}

TASK(driver) {
	lock_page(p);
	SetPageDirty(p);
	unlock_page(p);
	gup_unpin(p);
}

NEVER(deadlock, false);
