/* What fork does with pages that are pinned, that somebody has a reference to, and that nobody holds.
 *
 * The child gets a copy of a pinned page at once, and the parent keeps the page; whatever else there
 * is they share, and the parent's next write moves the parent: whoever holds a plain reference is left
 * behind.
 *
 * Seen on Linux 6.1.192, scenarios fork-while-pinned, fork-while-longterm-pinned, fork-not-pinned,
 * fork-with-get-ref: rows C1, C2, C3 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(writing, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(longterm, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(reading, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(plain, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(got, .kind = PAGE_ANON, .mapped = 1, .contents = 1);
PAGE(child_writing, .kind = PAGE_FREE);
PAGE(child_longterm, .kind = PAGE_FREE);
PAGE(child_reading, .kind = PAGE_FREE);
PAGE(parent_plain, .kind = PAGE_FREE);
PAGE(parent_got, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)
#define entry(mm, page)	((mm)->pte[at(page)])

ghost int keeps_writing, keeps_longterm, keeps_reading;
ghost int copied_writing, copied_longterm, copied_reading;
ghost int plain_refs, plain_entries, plain_marked, plain_writable, got_shared;

/* Exclusive, and its owner may write it. */
static __pure bool kept(struct page *page)
{
	return pte_page(entry(&init_mm, page)) == page && pte_write(entry(&init_mm, page)) &&
	       page_anon_exclusive_peek(page) && page->_mapcount.counter == 0;
}

static __pure bool copied(struct page *page)
{
	return pte_present(entry(&child_mm, page)) && pte_page(entry(&child_mm, page)) != page &&
	       page_contents[page_to_pfn(pte_page(entry(&child_mm, page)))] == 1;
}

TASK(parent) {
	pin_user_page_fast(&init_mm, at(writing), FOLL_WRITE);
	pin_user_page(&init_mm, at(longterm), FOLL_WRITE | FOLL_LONGTERM);
	pin_user_page(&init_mm, at(reading), 0);
	get_user_page_fast(&init_mm, at(got), FOLL_WRITE);

	fork_mm(&init_mm, &child_mm);
	ghost {
		keeps_writing = kept(writing);
		keeps_longterm = kept(longterm);
		keeps_reading = kept(reading);
		copied_writing = copied(writing);
		copied_longterm = copied(longterm);
		copied_reading = copied(reading);
		plain_refs = plain->_refcount.counter;
		plain_entries = plain->_mapcount.counter + 1;
		plain_marked = page_anon_exclusive_peek(plain);
		plain_writable = pte_write(entry(&init_mm, plain)) || pte_write(entry(&child_mm, plain));
		got_shared = pte_page(entry(&child_mm, got)) == got && !page_anon_exclusive_peek(got);
	}

	user_write(&init_mm, at(writing), 2);
	user_write(&init_mm, at(plain), 2);
	user_write(&init_mm, at(got), 2);
}

FINALLY(c1_the_child_gets_a_copy, copied_writing && copied_longterm && copied_reading);
FINALLY(c1_the_parent_keeps_its_page, keeps_writing && keeps_longterm && keeps_reading);
FINALLY(c1_the_holder_sees_the_write,
	pte_page(entry(&init_mm, writing)) == writing && page_contents[at(writing)] == 2);
FINALLY(c2_shared_and_write_protected, plain_refs == 2 && plain_entries == 2 && !plain_marked && !plain_writable);
FINALLY(c2_the_write_gets_a_new_page, pte_page(entry(&init_mm, plain)) != plain && page_contents[at(plain)] == 1);
FINALLY(c3_a_reference_does_not_count, got_shared);
FINALLY(c3_the_holder_keeps_stale_data,
	pte_page(entry(&init_mm, got)) != got && page_contents[at(got)] == 1 && got->_refcount.counter == 2);
