#include <lab.h>

#define HEADS TAILS
#define TAILS HEADS

int x;

TASK(a) {
	x = HEADS;
}
