#include <lab.h>

int x;

TASK(a) {
	int seen = 0;

	x = 1;
	ghost x = 2;
	ghost seen = 1;
}
