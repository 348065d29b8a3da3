#include <lab.h>

TASK(a) {
	/* nobody looks in between */
	atomic {
		spin_lock(&lru_lock);
		spin_unlock(&lru_lock);
	}
}
