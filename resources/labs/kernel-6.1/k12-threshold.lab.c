/* page_maybe_dma_pinned() says yes from 1024 references on, whatever they are.
 *
 * Seen on Linux 6.1.192, scenario 1024-refs-false-positive: row F1 of docs/ground-truth.md
 */
#include <lab.h>

COMPARE("v6.1.192", "v6.1");

PAGE(anon, .kind = PAGE_ANON, .mapped = 1, .refs = 1022);
PAGE(file, .kind = PAGE_FILE, .mapped = 1, .refs = 1021);

bool anon_below, anon_at, file_below, file_at, file_back;
ghost int anon_refs, file_refs;

TASK(t) {
	anon_below = page_maybe_dma_pinned(anon);
	get_page(anon);
	ghost anon_refs = anon->_refcount.counter;
	anon_at = page_maybe_dma_pinned(anon);

	file_below = page_maybe_dma_pinned(file);
	get_page(file);
	ghost file_refs = file->_refcount.counter;
	file_at = page_maybe_dma_pinned(file);
	put_page(file);
	file_back = page_maybe_dma_pinned(file);
}

FINALLY(f1_with_1023_references_no, !anon_below && !file_below && !file_back);
FINALLY(f1_with_1024_references_yes, anon_refs == 1024 && anon_at && file_refs == 1024 && file_at);
