#include <lab.h>

TASK(a, .cpus = 1) {
}
