#include <linux/mm.h>
#include <labs.h>

TASK(a) {
}
