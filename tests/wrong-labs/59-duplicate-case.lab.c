#include <lab.h>

int x;

TASK(a) {
	switch (x) {
	case 1:
		break;
	case 2 - 1:
		break;
	}
}
