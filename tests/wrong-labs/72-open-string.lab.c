#include <lab.h>

NEVER("never ends, 1);

TASK(a) {
}
