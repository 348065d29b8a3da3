/* The first word of the pin record is also the word that says "I am a tail".
 *
 * compound_head() and PageTail() read word 1 of any page without a lock and believe
 * its bit 0.  Both overlay postings keep that bit clear: their flags are bits that
 * no list pointer has.  A record that sets bit 0 turns the page into a tail of
 * whatever the rest of the word points at.
 *
 * The constraint is spelled out in both series,
 * <20180702005654.20369-3-jhubbard@nvidia.com>,
 * <20181110085041.10071-5-jhubbard@nvidia.com>
 */
#include <lab.h>
#include <linux/huge_mm.h>

OVERRIDE(COMPOUND_PAGES, 1);

NEEDS(recogniser);

PAGE(head, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .order = 1);
PAGE(tail, .kind = PAGE_TAIL, .mapped = 1);

TASK(pinner, .cpu = 0) {
	struct page *page = gup_pin(tail);

	device_write(page);
	gup_unpin(page);
}

TASK(reader, .cpu = 1) {
	get_page(tail);		/* finds the head through word 1, whoever writes it */
	put_page(tail);
}

ALWAYS(tail_sanity, oracle_tail_sanity());
