#include <lab.h>

static int one(void)
{
	return;
}

TASK(a) {
	one();
}
