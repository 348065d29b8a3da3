/* Write the entry, read the count; add to the count, read the entry: who sees whom?
 *
 * The order of s31 is right, but a plain store may wait in a store buffer while the count is read.
 * GUP-fast's addition is a locked operation on x86, so one fence, on writeback's side, is enough; the
 * kernel exchanges the entry with a locked operation, which is that fence.  Where nothing of all this
 * is ordered (relaxed), GUP-fast needs its barrier too.
 *
 * Jan Kara is not certain what orders the two, <20190129101225.GB29981@quack2.suse.cz>; a write barrier
 * before a load, as first proposed, orders nothing:
 * <CAPcyv4h2hX_CJ=Ffzip4YzryOX0NPo9yy+yDsSPnyp20xat94Q@mail.gmail.com>
 */
#include <lab.h>

NEEDS(recogniser);
COMPARE("refcount-bias+wb-wait-under-page-lock+gup-mkclean-plain-store",
	"refcount-bias+wb-wait-under-page-lock+gup-mkclean-plain-store@x86-TSO",
	"refcount-bias+wb-wait-under-page-lock+gup-mkclean-store-barrier@x86-TSO",
	"refcount-bias+wb-wait-under-page-lock@x86-TSO",
	"refcount-bias+wb-wait-under-page-lock+gup-mkclean-plain-store@relaxed",
	"refcount-bias+wb-wait-under-page-lock+gup-mkclean-store-barrier@relaxed",
	"refcount-bias+wb-wait-under-page-lock+gup-mkclean-store-barrier+gup-barrier@relaxed");

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .buffers = 1, .dirty = 1);

/* page_mkclean() and what follows, as writeback does it with the page locked. */
TASK(writeback) {
	lock_page(p);
	clear_page_dirty_for_io(p, WB_SYNC_NONE);
	unlock_page(p);
}

TASK(gup_fast) {
	struct page *page = gup_pin_fast(p);

	if (page)
		gup_unpin(page);
}

ALWAYS(pin_seen_by_writeback, oracle_pin_seen_by_writeback(p));
