#include <lab.h>

TASK(a) {
	ghost int seen = 0;
}
