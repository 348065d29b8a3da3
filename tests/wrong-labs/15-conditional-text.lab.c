#include <lab.h>

#ifdef CONFIG_SMP
int cpus = 4;
#else
int cpus = 1;
#endif

TASK(a) {
	cpus = 2;
}
