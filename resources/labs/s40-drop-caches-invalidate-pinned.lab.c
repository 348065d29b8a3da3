/* drop_caches takes the buffers before it looks at the references.
 *
 * The page is clean and mapped no longer; a device has a pin.  Invalidation releases the buffers, then
 * cannot freeze the count, and leaves the page in the cache without them.  The driver dirties it.
 * Since v5.18 the references are counted first.  A page that is off the LRU is found here too: the way
 * is the page cache.
 *
 * Jan Kara, <20240129160939.jgrhzrh5l2paezvp@quack3>: 5.10 and 5.15 warn, later kernels do not
 */
#include <lab.h>

NEEDS(pins);
COMPARE(strategies, "own-field+wb-evict-checks-count", "refcount-bias+wb-evict-checks-count", presets);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

BOOT {
	gup_pin(p);
	force_clean(p);
	munmap_page(p);
}

TASK(drop_caches) {
	invalidate_mapping_pages(&file_mapping);
}

TASK(driver) {
	device_write(p);
	set_page_dirty_lock(p);
	gup_unpin(p);
}

ALWAYS(dirty_has_buffers, oracle_dirty_has_buffers(p)) WHEN(page_lock_free(p));
