/* cow-break-on-gup: get_user_pages() copies first, even for a reader.
 *
 * v5.8, 17839856fd58: a reference to a page that is shared after a fork could end at the wrong
 * one of two copies, so every GUP of a private mapping asks for a writable entry.  GUP-fast, which
 * cannot know the mapping, takes writable entries only.  What was writable before fork, and is
 * shared after it, is not touched by this.  Replaced one release later.
 */
#include <linux/mm.h>
#include <linux/rmap.h>

POLICY("cow-break-on-gup", .axis = "cow",
	.title = "GUP of a private mapping breaks COW first (v5.8)",
	.cites = { "17839856fd58" });

bool should_force_cow_break(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	return (flags & (FOLL_GET | FOLL_PIN)) && is_cow_mapping(READ_ONCE(mm->vm_flags[address]));
}

unsigned int gup_fast_flags(unsigned int flags)
{
	return flags | FOLL_WRITE;
}
