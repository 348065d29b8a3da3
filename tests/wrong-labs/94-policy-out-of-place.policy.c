#include <lab.h>

POLICY("cow-mapcount", .axis = "cow", .title = "The same id as another that is given");

STRATEGY("own-field", .title = "A field of its own");
NEEDS(recogniser);
COMPARE(presets);
TASK(a) {
}
