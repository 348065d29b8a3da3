#include <lab.h>

int three[3] = { 1, 2, 3, 4 };
struct list_head head = { .nxt = NULL };
int x = three[0];

TASK(a) {
}
