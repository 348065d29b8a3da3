/* A forced write into a read-only private mapping of a file, against MADV_DONTNEED and a reader. */
#include <lab.h>

OVERRIDE(SWAP_DEVICE, 0);

NEEDS(pins);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .private_mapping = 1);
PAGE(s1, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)

BOOT { init_mm.vm_flags[page_to_pfn(p)] &= ~VM_WRITE; }

ghost int forced;

TASK(ptrace) {
	struct page *page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_FORCE);

	if (page) {
		device_write(page);
		ghost forced = 1;
		gup_unpin(page);
	}
}

TASK(madvise) { madvise_dontneed(&init_mm, BUFFER); user_read(&init_mm, BUFFER); }

AT(file_untouched, device_wrote(page), page != p);
FINALLY(it_was_written, forced);
