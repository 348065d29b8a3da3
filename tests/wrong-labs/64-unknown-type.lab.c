#include <lab.h>

TASK(a) {
	pgof_t index = 0;
}
