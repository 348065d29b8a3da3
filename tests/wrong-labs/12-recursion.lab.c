#include <lab.h>

static void even(int n);

static void odd(int n)
{
	if (n)
		even(n - 1);
}

static void even(int n)
{
	if (n)
		odd(n - 1);
}

TASK(a) {
	even(4);
}
