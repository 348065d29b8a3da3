#include <lab.h>

struct tight {
	char a;
	long b;
} __attribute__((packed));

TASK(a) {
}
