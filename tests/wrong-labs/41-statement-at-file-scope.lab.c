#include <lab.h>

PAGE(p);

get_page(p);

TASK(a) {
	put_page(p);
}
