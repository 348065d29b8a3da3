/* gup-no-reread: GUP-fast believes its first look at the entry.
 *
 * x86's own GUP-fast before v4.13: with interrupts off no TLB flush could finish, so no page could be
 * freed.  That the entry may have become read-only in between, nobody looked.
 */
#include <linux/mm.h>

POLICY("gup-no-reread", .axis = "gup-fast",
	.title = "GUP-fast does not read the entry again (x86 before v4.13)",
	.cites = { "<20190122152459.GG13149@quack2.suse.cz>" });

bool gup_fast_pte_changed(struct mm_struct *mm, unsigned long address, pte_t pte)
{
	return false;
}
