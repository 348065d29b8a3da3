#include <lab.h>

unsigned long x;

TASK(a) {
	x = 0x100000000;
	x = 0xdead000000000100;
	x = 4294967295;
}
