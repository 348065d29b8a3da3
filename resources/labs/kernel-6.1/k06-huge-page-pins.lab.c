/* Pins of a huge page are counted beside its references, and a fork copies all of it.
 *
 * Four pages stand for 512.  They are mapped one by one here, so that the huge page starts with a
 * reference for each of them where the kernel's, mapped as a whole, has one.
 *
 * Seen on Linux 6.1.192, scenario thp-pin: rows R10, C7 of docs/ground-truth.md
 */
#include <lab.h>
#include <linux/huge_mm.h>

OVERRIDE(COMPOUND_PAGES, 1);
OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(head, .kind = PAGE_ANON, .mapped = 1, .order = 2);
PAGE(tail_1, .kind = PAGE_TAIL, .mapped = 1);
PAGE(tail_2, .kind = PAGE_TAIL, .mapped = 1);
PAGE(tail_3, .kind = PAGE_TAIL, .mapped = 1);
PAGE(copy_0, .kind = PAGE_FREE);
PAGE(copy_1, .kind = PAGE_FREE);
PAGE(copy_2, .kind = PAGE_FREE);
PAGE(copy_3, .kind = PAGE_FREE);

#define BUFFER	page_to_pfn(head)
#define NEVER_PINNED	page_to_pfn(tail_3)
#define entries	4

ghost int base, pinned, pins, asked_before, asked, more, more_pins, forked;

TASK(process) {
	int i;

	BUG_ON(page_ref_count(head) != entries);
	ghost {
		base = head->_refcount.counter;
		asked_before = page_pinned_peek(tail_1);
	}
	for (i = 0; i < 4; i++)
		pin_user_page_fast(&init_mm, BUFFER + i % 3, FOLL_WRITE);
	ghost {
		pinned = head->_refcount.counter;
		pins = page_pin_count_peek(head);
		asked = page_pinned_peek(tail_3);
	}
	for (i = 0; i < 512; i++)
		pin_user_page(&init_mm, BUFFER, FOLL_WRITE);
	ghost {
		more = head->_refcount.counter;
		more_pins = page_pin_count_peek(head);
	}
	for (i = 0; i < 512; i++)
		gup_unpin(head);

	fork_mm(&init_mm, &child_mm);
	ghost forked = head->_refcount.counter;
}

static __pure bool copied(unsigned long address)
{
	return pte_present(child_mm.pte[address]) && compound_head(pte_page(child_mm.pte[address])) != head;
}

FINALLY(r10_each_pin_is_one_reference, pinned == base + 4 && more == base + 516);
FINALLY(r10_pins_are_counted_beside, pins == 4 && more_pins == 516);
FINALLY(r10_pinned_means_counted, !asked_before && asked);
FINALLY(c7_fork_leaves_entries_and_pins, forked == entries + 4);
FINALLY(c7_fork_copies_all_that_it_looks_at,
	copied(BUFFER) && copied(BUFFER + 1) && copied(BUFFER + 2) && copied(NEVER_PINNED));
