// Starting texts for a new lab. Each one checks without errors under any strategy, so that Explore works at once.

export const blankLab = `/*
 * What this lab asks, in one sentence.
 */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

TASK(first)
{
	get_page(p);
	put_page(p);
}
`;

export const twoTasksLab = `/*
 * Two tasks take and drop a reference to one page: does its count come back?
 */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

ghost int before;
BOOT { ghost before = atomic_read(&p->_refcount); }

TASK(first)
{
	get_page(p);
	put_page(p);
}

TASK(second)
{
	get_page(p);
	put_page(p);
}

FINALLY(count_is_back, atomic_read(&p->_refcount) == before);
`;
