#include <lab.h>

OVERRIDE(PAGEVEC_SIZ, 2);

TASK(a) {
}
