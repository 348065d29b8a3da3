#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .maped = 1);

TASK(a) {
	get_page(p);
}
