#include <lab.h>

TASK(a) {
	asm volatile("mfence" ::: "memory");
}
