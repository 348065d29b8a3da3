#include <lab.h>

struct flags {
	unsigned int locked : 1;
	unsigned int dirty : 1;
};

struct flags f;

TASK(a) {
	f.locked = 1;
}
