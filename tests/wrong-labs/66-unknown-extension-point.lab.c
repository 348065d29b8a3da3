#include <lab.h>

EXTEND(struct page, lru_overlays) { int pins; };

TASK(a) {
}
