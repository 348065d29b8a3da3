/* A handful of pages that wait, on one CPU, for one round trip under a lock.
 * Every slot holds a reference. */
#ifndef _LINUX_PAGEVEC_H
#define _LINUX_PAGEVEC_H

#include <linux/mm_types.h>

#define PAGEVEC_SIZE	15

struct pagevec {
	unsigned char nr;
	struct page *pages[PAGEVEC_SIZE];
};

#define pagevec_count(pvec)	((pvec)->nr)

static inline void pagevec_reinit(struct pagevec *pvec)
{
	pvec->nr = 0;
}

/* The room that is left. */
static inline unsigned int pagevec_add(struct pagevec *pvec, struct page *page)
{
	unsigned int nr = pvec->nr;

	pvec->pages[nr] = page;
	pvec->nr = nr + 1;
	return PAGEVEC_SIZE - (nr + 1);
}

#endif
