#include <lab.h>

POLICY("wb-bounce", .axis = "writeback", .title = "Writes a copy");
PRESET("v5.8", .strategy = "refcount-bias");

TASK(a) {
}
