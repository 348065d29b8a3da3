/* Nothing comes to its end: nothing was asked, nothing holds. */
#include <lab.h>

spinlock_t lock;

PAGE(p, .kind = PAGE_ANON);

TASK(careless) {
	spin_lock(&lock);
	spin_lock(&lock);
}

FINALLY(never_asked, false);
