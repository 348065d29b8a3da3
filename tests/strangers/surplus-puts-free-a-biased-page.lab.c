/* As many puts too many as one pin weighs; the bias is 4 here, 1024 in the kernel.  A page
 * whose count is 0 already is put no further. */
#include <lab.h>

NEEDS(separate_unpin);
OVERRIDE(GUP_PIN_COUNTING_BIAS, 4);

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

BOOT { gup_pin(p); }

TASK(buggy) {
	int i;

	for (i = 0; i < GUP_PIN_COUNTING_BIAS; i++)
		if (page_ref_count(p) > 0)
			put_page(p);
}

TASK(process) { munmap_page(p); }

AT(not_freed_while_held, page_freed(page), ghost_pins(page) == 0);
