/* Writeback asks whether the page is pinned, and then write-protects it.
 *
 * In between GUP-fast reads an entry that is still writable, takes its reference and finds the entry
 * unchanged: a writable pin on a page that writeback takes for unpinned.  The rule: ask when
 * page_mkclean() has returned.  July's patch asks first; the other policies ask after.
 *
 * Diagram by John Hubbard and answer by Jan Kara, <20190129101225.GB29981@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);
COMPARE("refcount-bias+wb-skip-as-posted", "refcount-bias+wb-skip-unless-integrity",
	"refcount-bias+wb-wait-under-page-lock", "refcount-bias+wb-bounce", "own-field+wb-skip-as-posted",
	"own-field+wb-skip-unless-integrity");

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

TASK(writeback) {
	filemap_fdatawrite(&file_mapping, WB_SYNC_NONE);
}

TASK(gup_fast) {
	struct page *page = gup_pin_fast(p);

	device_write(page);
	gup_unpin(page);
}

ALWAYS(pin_seen_by_writeback, oracle_pin_seen_by_writeback(p));
