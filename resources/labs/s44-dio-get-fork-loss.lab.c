/* Direct I/O with plain references, a fork, and a write to the same page: the data are lost.
 *
 * One thread reads a file with O_DIRECT into a buffer, by a reference that is no pin; another one
 * forks; a third writes elsewhere in the same page.  The write moves the process to a copy, and the
 * device fills the page that nobody maps any more.  No rule of COW can help as long as the
 * reference says nothing: open(2) advises against it.
 *
 * <3ae33b08-d9ef-f846-56fb-645e3b9b4c66@redhat.com>; cured by FOLL_PIN for direct I/O (a7e689dd1c06),
 * which makes it lab s45
 */
#include <lab.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE(presets, "refcount-bias+cow-anon-exclusive+cow-unshare-all+gup-seqcount",
	"refcount-bias+cow-anon-exclusive+cow-unshare-all+gup-seqcount+gup-direct-io-pins");

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(p)

TASK(direct_io) {
	struct page *page = direct_io_get(&init_mm, BUFFER, FOLL_WRITE);

	device_write(page);
	direct_io_put(page);
}

TASK(forker) {
	fork_mm(&init_mm, &child_mm);
}

TASK(writer) {
	user_write(&init_mm, BUFFER, 1);
}

ALWAYS(pin_coherent, oracle_pins_coherent());
