/* Writeback takes the PTE away and then asks.  Whoever records between the two reads of the
 * PTE is seen; who records after the batch is not. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .mapped = 1, .dirty = 1);

ghost int believed_clean;

TASK(pinner) {
	struct page *page = get_user_page_fast(page_to_pfn(p));

	if (page)
		device_write(page);
}

TASK(writeback) {
	spin_lock(&init_mm.page_table_lock);
	WRITE_ONCE(init_mm.pte[page_to_pfn(p)], 0);
	spin_unlock(&init_mm.page_table_lock);
	if (!page_maybe_dma_pinned(p))
		ghost believed_clean = 1;
}

AT(no_dma_to_a_clean_page, device_wrote(page), !believed_clean);
