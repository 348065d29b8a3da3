#include <lab.h>

struct node {
	int value;
	struct node next;
};

struct node n;

TASK(a) {
	n.value = 1;
}
