/* A handful of pages that wait, on one CPU, for one round trip under a lock.
 * Every slot holds a reference. */
#ifndef _LINUX_PAGEVEC_H
#define _LINUX_PAGEVEC_H

#include <linux/mm_types.h>

#define PAGEVEC_SIZE	15

/* 1: mlock() as of v5.18, with a batch for each CPU and a count instead of the unevictable list;
 * see mm/mlock.c. */
#define MLOCK_BATCH	0

struct pagevec {
	unsigned char nr;
	bool draining;
	struct page *pages[PAGEVEC_SIZE];
};

#define pagevec_count(pvec)	((pvec)->nr)

/* A drain runs on the pagevec's own CPU with preemption off, also one that another CPU has asked
 * for: it comes before or after whatever else that CPU does with it. */
static inline int pagevec_start_drain(struct pagevec *pvec)
{
	int nr;

	/* Nobody but the pagevec's CPU looks at it. */
	atomic {
		wait_event(!pvec->draining);
		pvec->draining = true;
		nr = pvec->nr;
	}
	return nr;
}

static inline void pagevec_reinit(struct pagevec *pvec)
{
	/* Nobody but the pagevec's CPU looks at it. */
	atomic {
		pvec->nr = 0;
		pvec->draining = false;
	}
}

/* The room that is left. */
static inline unsigned int pagevec_add(struct pagevec *pvec, struct page *page)
{
	unsigned int nr;

	/* Nobody but the pagevec's CPU looks at it. */
	atomic {
		wait_event(!pvec->draining);
		nr = pvec->nr;
		pvec->pages[nr] = page;
		pvec->nr = nr + 1;
	}
	return PAGEVEC_SIZE - (nr + 1);
}

#endif
