#include <lab.h>

ghost int live;

TASK(a, .cpu = 0) {
	smp_mb();
}

INTERRUPT(end_io, .cpu = 0) {
	ghost live = 0;
	smp_mb();
}

QUIESCE {
	ghost live = 0;
	smp_mb();
}

NEVER(alive, live > 0);
