#include <lab.h>

POLICY("wb-bounce", .title = "Writes a copy");
