#include <lab.h>

struct address_space;

struct address_space space;

TASK(a) {
	unsigned long size = sizeof(struct address_space);
}
