#include <lab.h>

int x;

TASK(a) {
	x = ({ int y = 1; y; });
}
