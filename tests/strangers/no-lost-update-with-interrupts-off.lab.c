/* local_irq_disable() does. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON);

int n;
ghost int came;

TASK(task, .cpu = 0) {
	local_irq_disable();
	n++;
	local_irq_enable();
}

INTERRUPT(irq, .cpu = 0) {
	n++;
	ghost came = 1;
}

FINALLY(nothing_lost, n == 1 + came);
