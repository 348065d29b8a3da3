#include <lab.h>

TASK(a) {
	static int calls;

	calls++;
}
