/* wb-refuse-longterm: no writable long-term pin of a file whose dirty pages are tracked.
 *
 * v6.5: commit 8ac268436e6d (slow path, by the VMA) and a6e79df92e4a (fast path, by the page).  What
 * a device may write at any time cannot be cleaned, so GUP says -EFAULT where the mapping is shared,
 * the pin is for writing and for long, and the file system wants to be told of writes.  tmpfs and
 * hugetlbfs do not.  The fast path has no VMA: it reads page->mapping once; anonymous and shmem pages
 * pass, and NULL (the page has just been truncated) goes the slow way.  Short pins are as before.
 */
#include <linux/mm.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/writeback.h>

POLICY("wb-refuse-longterm", .axis = "writeback",
	.title = "GUP refuses writable long-term pins of files with dirty tracking",
	.cites = { "8ac268436e6d", "a6e79df92e4a" });

bool writable_file_mapping_allowed(struct mm_struct *mm, unsigned long address, unsigned int gup_flags)
{
	if ((gup_flags & (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE)) != (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE))
		return true;
	if (!(READ_ONCE(mm->vm_flags[address]) & VM_SHARED))
		return true;
	return !READ_ONCE(mm->vm_file[address]) || !mapping_cap_account_dirty;
}

bool page_fast_pin_allowed(struct page *page, unsigned int gup_flags)
{
	struct address_space *mapping;

	if ((gup_flags & (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE)) != (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE))
		return true;
	mapping = READ_ONCE(page->mapping);
	if (!mapping)
		return false;
	if ((unsigned long)mapping & PAGE_MAPPING_ANON)
		return true;
	return !mapping_cap_account_dirty;
}
