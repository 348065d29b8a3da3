#include <lab.h>

TASK(a, .cpu = 8) {
}
