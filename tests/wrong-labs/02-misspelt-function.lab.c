#include <lab.h>

PAGE(p);

TASK(a) {
	get_pgae(p);
	put_page(p);
}
