#include <lab.h>

int x;

static __pure int bump(void)
{
	x = x + 1;
	return x;
}

TASK(a) {
	bump();
}
