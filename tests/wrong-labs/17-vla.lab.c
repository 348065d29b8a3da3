#include <lab.h>

TASK(a) {
	int n = 4;
	int many[n];

	many[0] = 1;
}
