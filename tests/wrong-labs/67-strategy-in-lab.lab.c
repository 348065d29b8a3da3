#include <lab.h>

STRATEGY("mine");

TASK(a) {
}
