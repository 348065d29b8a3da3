/* Places where a strategy may keep its record of a pin, beside those of mm/gup.c:
 * in the page-table entry that the pin came through, and at the end of the page's life. */
#include <linux/mm.h>

/* Axis P: the slow path has its reference and still holds the page-table lock. */
__weak void pin_note_pte(struct mm_struct *mm, unsigned long address)
{
}

/* Axis P: the fast path, after its last look at the entry; false undoes the pin. */
__weak bool pin_note_pte_fast(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return true;
}

/* Axis P: a record whose posting made try_to_unmap() look at it. */
__weak bool pin_record_refuses_unmap(struct page *page)
{
	return false;
}

/* Axis P: the page is the allocator's from here. */
__weak void pin_record_freed(struct page *page)
{
}
