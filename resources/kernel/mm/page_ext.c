/* One section's page_ext, after 4.18's mm/page_ext.c.  A lookup reads the section's
 * pointer, another cache line than the page's, and may find nothing there yet. */
#include <linux/page_ext.h>

struct page_ext page_ext_entries[NR_PAGES];
struct page_ext *section_page_ext;

/* Axis P: no client, no memory. */
__weak bool pin_needs_page_ext(void)
{
	return false;
}

/* At boot, and for each section that is hot-added.  Entries start zeroed. */
void page_ext_init(void)
{
	if (pin_needs_page_ext())
		WRITE_ONCE(section_page_ext, page_ext_entries);
}

struct page_ext *lookup_page_ext(struct page *page)
{
	struct page_ext *base = READ_ONCE(section_page_ext);

	if (!base)
		return NULL;
	return base + page_to_pfn(page);
}

__pure struct page_ext *page_ext_peek(struct page *page)
{
	if (!section_page_ext)
		return NULL;
	return section_page_ext + page_to_pfn(page);
}
