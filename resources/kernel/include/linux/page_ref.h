/* The reference count.  Neither get_page() nor put_page() is in here: a hook in
 * those two sees nobody who comes through these. */
#ifndef _LINUX_PAGE_REF_H
#define _LINUX_PAGE_REF_H

#include <linux/mm_types.h>

#define page_ref_count(page)		atomic_read(&(page)->_refcount)
#define page_count(page)		atomic_read(&(page)->_refcount)
#define set_page_count(page, v)		atomic_set(&(page)->_refcount, v)
#define page_ref_inc(page)		atomic_inc(&(page)->_refcount)
#define page_ref_dec(page)		atomic_dec(&(page)->_refcount)
#define page_ref_add(page, nr)		atomic_add(nr, &(page)->_refcount)
#define page_ref_sub(page, nr)		atomic_sub(nr, &(page)->_refcount)
#define page_ref_dec_and_test(page)	atomic_dec_and_test(&(page)->_refcount)
#define page_ref_sub_and_test(page, nr)	atomic_sub_and_test(nr, &(page)->_refcount)
/* All known references at once, or nothing: nobody can take one while the count is 0. */
static inline bool page_ref_freeze(struct page *page, int count)
{
	if (atomic_cmpxchg(&page->_refcount, count, 0) != count)
		return false;
	ghost ref_dropped(page, REF_FROZEN, count);
	return true;
}

static inline void page_ref_unfreeze(struct page *page, int count)
{
	smp_mb();
	atomic_set(&page->_refcount, count);
	ghost ref_taken(page, REF_FROZEN, count);
}

#define page_ref_add_unless(page, nr, u)	atomic_add_unless(&(page)->_refcount, nr, u)

#endif
