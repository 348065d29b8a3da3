/* The same with a batch of two by the slow path: the records come when all references are there. */
#include <lab.h>

NEEDS(recogniser);

PAGE(p, .kind = PAGE_FILE, .mapped = 1);
PAGE(q, .kind = PAGE_FILE, .mapped = 1);

ghost int believed_clean;

TASK(driver) {
	struct page *pages[2];

	if (get_user_pages(page_to_pfn(p), 2, pages) > 0)
		device_write(pages[0]);
}

TASK(writeback) {
	spin_lock(&init_mm.page_table_lock);
	init_mm.pte[page_to_pfn(p)] = 0;
	spin_unlock(&init_mm.page_table_lock);
	if (!page_maybe_dma_pinned(p))
		ghost believed_clean = 1;
}

/* A fault that maps it again for writing has said so. */
AT(no_dma_to_a_clean_page, device_wrote(page), page != p || !believed_clean || (p->flags & (1UL << PG_dirty)));
