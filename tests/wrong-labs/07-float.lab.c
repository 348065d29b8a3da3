#include <lab.h>

TASK(a) {
	float half = 0.5;
}
