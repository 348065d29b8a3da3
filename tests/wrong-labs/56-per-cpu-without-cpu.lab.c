#include <lab.h>

TASK(a) {
	pagevec_fill = 1;
}
