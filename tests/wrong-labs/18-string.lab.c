#include <lab.h>

TASK(a) {
	char *name = "page";
}
