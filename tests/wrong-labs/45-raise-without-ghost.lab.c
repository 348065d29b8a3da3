#include <lab.h>

PAGE(p);

TASK(a) {
	raise page_freed(p);
}
