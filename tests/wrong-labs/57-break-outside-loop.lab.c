#include <lab.h>

TASK(a) {
	break;
}
