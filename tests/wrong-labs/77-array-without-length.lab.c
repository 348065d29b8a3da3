#include <lab.h>

int many[];

TASK(a) {
	many[0] = 1;
}
