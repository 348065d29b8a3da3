#include <lab.h>

int x;

TASK(a) {
	/* outer */
	atomic {
		/* inner */
		atomic {
			x = 1;
		}
	}
}
