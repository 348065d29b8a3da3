/* preempt_disable() keeps no interrupt off. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON);

int n;
ghost int came;

TASK(task, .cpu = 0) {
	preempt_disable();
	n++;
	preempt_enable();
}

INTERRUPT(irq, .cpu = 0) {
	n++;
	ghost came = 1;
}

FINALLY(nothing_lost, n == 1 + came);
