#include <lab.h>

PAGE(p);
PAGE(p);

int page_count;

TASK(a) {
	int n = 0;
	int n = 1;
}

TASK(a) {
}
