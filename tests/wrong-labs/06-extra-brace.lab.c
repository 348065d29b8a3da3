#include <lab.h>

PAGE(p);

TASK(a) {
	get_page(p);
}
}

TASK(b) {
	put_page(p);
}
