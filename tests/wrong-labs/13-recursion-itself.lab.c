#include <lab.h>

static int sum(int n)
{
	return n ? n + sum(n - 1) : 0;
}

TASK(a) {
	sum(3);
}
