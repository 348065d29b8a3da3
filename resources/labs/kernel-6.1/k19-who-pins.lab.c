/* Direct I/O and vmsplice hold plain references; a registered buffer of io_uring is pinned.
 *
 * The registration takes the slow path, which leaves PG_referenced alone.
 *
 * Seen on Linux 6.1.192, users of FOLL_PIN: rows U1, U2, U3 of docs/ground-truth.md
 */
#include <lab.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(p, .kind = PAGE_ANON, .mapped = 1);

#define BUFFER	page_to_pfn(p)

ghost int submitted, completed, in_pipe, registered, referenced, unregistered;

TASK(process) {
	struct page *page;

	page = pin_user_page(&init_mm, BUFFER, FOLL_WRITE | FOLL_LONGTERM);	/* IORING_REGISTER_BUFFERS */
	ghost {
		registered = p->_refcount.counter;
		referenced = PageReferenced(p);
	}
	gup_unpin(page);
	ghost unregistered = p->_refcount.counter;

	page = direct_io_get(&init_mm, BUFFER, FOLL_WRITE);		/* read(2) with O_DIRECT */
	ghost submitted = p->_refcount.counter;
	direct_io_put(page);
	ghost completed = p->_refcount.counter;

	page = get_user_page_fast(&init_mm, BUFFER, 0);			/* vmsplice(2) */
	ghost in_pipe = p->_refcount.counter;
	gup_put(page);
}

FINALLY(u1_direct_io_holds_one_reference, submitted == 2 && completed == 1);
FINALLY(u2_a_pipe_holds_one_reference, in_pipe == 2);
FINALLY(u3_a_registered_buffer_is_pinned, registered == 1025 && unregistered == 1);
FINALLY(u3_by_the_slow_path, !referenced);
