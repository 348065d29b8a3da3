/* gup-mkclean-plain-store: page_mkclean() writes the entry with a plain store.
 *
 * Not what x86 does (there the entry is exchanged with a locked operation), but what an architecture
 * without one could do, and the question of January 2019: what orders the load of the reference
 * count after the change of the PTE?  A plain store may still be in the CPU's store buffer when the
 * count is read; GUP-fast, which adds first and reads the entry again then, sees the old entry.
 *
 * Jan Kara, <20190129101225.GB29981@quack2.suse.cz>
 */
#include <linux/mm.h>
#include <linux/rmap_walk.h>

POLICY("gup-mkclean-plain-store", .axis = "gup-fast",
	.title = "page_mkclean changes the PTE with a plain store and nothing after it",
	.cites = { "<20190129101225.GB29981@quack2.suse.cz>" });

void mkclean_pte(struct mm_struct *mm, unsigned long address)
{
	set_pte_at(mm, address, READ_ONCE(mm->pte[address]) & ~(_PAGE_RW | _PAGE_DIRTY));
}
