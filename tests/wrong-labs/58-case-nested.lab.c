#include <lab.h>

int x;

TASK(a) {
	switch (x) {
	case 0:
		if (x) {
	case 1:
			x = 2;
		}
	}
}
