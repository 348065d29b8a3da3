#include <lab.h>

COMPARE(strategy, presets, "refcount-bias+", "own-field@TSO", 7, .memory = "SC");
COMPARE();

TASK(a) {
}
