/* Writeback takes the PTE away and then asks.  Whoever records between the two reads of the
 * PTE is seen; who records after the batch is not. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

ghost int believed_clean;

TASK(pinner) {
	struct page *page = pin_user_page_fast(&init_mm, page_to_pfn(p), FOLL_WRITE);

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

/* A fault that maps it again for writing has said so. */
AT(no_dma_to_a_clean_page, device_wrote(page), !believed_clean || (p->flags & (1UL << PG_dirty)));
