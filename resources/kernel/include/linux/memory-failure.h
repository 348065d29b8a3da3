/* What came of a page that has failed. */
#ifndef _LINUX_MEMORY_FAILURE_H
#define _LINUX_MEMORY_FAILURE_H

#include <linux/mm_types.h>

enum mf_result {
	MF_IGNORED,		/* nothing was done */
	MF_FAILED,		/* something still uses it */
	MF_DELAYED,		/* whoever touches it next will see to it */
	MF_RECOVERED		/* nobody has it */
};

EVENT(poison_handled, struct page *page, int result);

enum mf_result memory_failure(struct page *page);

#endif
