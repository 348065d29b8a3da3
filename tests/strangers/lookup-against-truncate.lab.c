/* The page goes once, and not under its reader. */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

ghost int reading;

TASK(reader) {
	struct page *page = find_get_page(&file_mapping, 0);

	if (!page)
		return;
	ghost reading = 1;
	device_write(page);
	ghost reading = 0;
	put_page(page);
}

TASK(truncate) {
	munmap_page(p);
	delete_from_page_cache(p);
}

AT(not_freed_under_its_reader, page_freed(page), !reading);
FINALLY(freed_once, generation[page_to_pfn(p)] == 1);
