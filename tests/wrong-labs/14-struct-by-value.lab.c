#include <lab.h>

struct pair { int a, b; };

struct pair left, right;

static int total(struct pair pair)
{
	return pair.a + pair.b;
}

TASK(a) {
	left = right;
}
