/* A page that many processes map looks like a pin.
 *
 * libc's text is mapped by so many processes that their references weigh as much as a pin
 * (here the page cache and four processes, and a bias of 5).  refcount-bias cannot tell;
 * bias-minus-mapcount, the first sketch, takes the mappings off and can.
 *
 * Documentation/core-api/pin_user_pages.rst; the sketch: <20190114145447.GJ13316@quack2.suse.cz>
 */
#include <lab.h>

NEEDS(recogniser);
OVERRIDE(GUP_PIN_COUNTING_BIAS, 5);
OVERRIDE(NR_MMS, 4);

PAGE(text, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

BOOT {
	int i;

	for (i = 1; i < NR_MMS; i++) {
		mms[i].pte[page_to_pfn(text)] = mk_pte(text, _PAGE_PRESENT);
		atomic_inc(&text->_mapcount);
		page_ref_inc(text);
		ghost ref_taken(text, REF_PTE, 1);
	}
}

TASK(reclaim) {
	ask_pinned(text);
}

TASK(process) {
	munmap_page(text);
}

FINALLY(no_pin_when_one_has_left, oracle_no_stale_pin(text));
COST(looks_pinned, oracle_looks_pinned(text));
