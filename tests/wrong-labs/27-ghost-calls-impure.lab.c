#include <lab.h>

PAGE(p);

TASK(a) {
	ghost get_page(p);
}
