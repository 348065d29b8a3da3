#include <lab.h>

void report(const char *format, ...);

TASK(a) {
}
