/* The same: is it freed under the device?  November has isolation's reference in reserve,
 * the bias has 1023. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

BOOT { gup_pin(p); }

TASK(buggy) { put_page(p); }

TASK(process) { munmap_page(p); }

AT(not_freed_while_held, page_freed(page), ghost_pins(page) == 0);
