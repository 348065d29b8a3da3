/* gup-pmd-recheck: is the table, in which the entry was found, still the process's?
 *
 * v6.1, 70cbc3cc78a9: khugepaged takes a whole table away and copies its pages into a huge one; the
 * entries in the table that it has taken stay as they are, and reading one again proves nothing.
 */
#include <linux/mm.h>

POLICY("gup-pmd-recheck", .axis = "gup-fast",
	.title = "GUP-fast looks at the table above the entry again (v6.1)",
	.cites = { "70cbc3cc78a9", "<20221129154730.2274278-2-jannh@google.com>" });

bool gup_fast_pmd_changed(struct mm_struct *mm, unsigned long pmd)
{
	return READ_ONCE(mm->pmd) != pmd;
}
