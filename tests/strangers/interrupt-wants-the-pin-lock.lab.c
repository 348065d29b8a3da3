/* bio completion unpins b on the CPU whose task is just pinning a.  Jan Kara, 12 November 2018. */
#include <lab.h>

PAGE(a, .kind = PAGE_ANON, .mapped = 1);
PAGE(b, .kind = PAGE_ANON, .mapped = 1);

BOOT { gup_pin(b); }

TASK(task, .cpu = 0) { gup_pin(a); }

INTERRUPT(bio_end_io, .cpu = 0) { gup_unpin(b); }

NEVER(deadlock, false);
