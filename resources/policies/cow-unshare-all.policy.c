/* cow-unshare-all: pins for long unshare whatever is not one's own.
 *
 * v6.2, David Hildenbrand, 84209e87c696, <20221116102659.70287-1-david@redhat.com>: a private mapping
 * may show the zero page or a page of the page cache.  A pin for reading would stay there while the
 * owner's first write moves it to a copy; so a long-term pin breaks COW first, of any page.
 *
 * It goes on top of cow-anon-exclusive, which asks; all else is as in v5.19.
 */
#include <linux/mm.h>
#include <linux/rmap.h>

POLICY("cow-unshare-all", .axis = "cow",
	.title = "On top of cow-anon-exclusive: long-term pins break COW of any page (v6.2)",
	.cites = { "<20221116102659.70287-1-david@redhat.com>", "84209e87c696" });

/* For a short time it may be pinned as it is; for long only if its mapping is not private, and
 * GUP-fast, which cannot see that, leaves it alone. */
bool gup_must_unshare_any(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	if (!(flags & FOLL_LONGTERM))
		return false;
	return !mm || is_cow_mapping(READ_ONCE(mm->vm_flags[address]));
}

bool unshare_copies_any_page(void)
{
	return true;
}
