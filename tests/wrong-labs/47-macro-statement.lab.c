#include <lab.h>

#define CLEAR(page) do { (page)->mapping = NULL; } while (0)

PAGE(p);

TASK(a) {
	CLEAR(p);
}
