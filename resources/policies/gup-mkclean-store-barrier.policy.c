/* gup-mkclean-store-barrier: a plain store of the entry, and a full barrier after it.
 *
 * The repair of gup-mkclean-plain-store: whoever asks about pins after page_mkclean() reads a count
 * that is no older than the entry.  A write barrier would not do, what follows is a load.  The other
 * side needs no barrier of its own where its addition to the count is a locked operation.
 *
 * Jan Kara offers the barrier in <20190129101225.GB29981@quack2.suse.cz>
 */
#include <linux/mm.h>
#include <linux/rmap_walk.h>

POLICY("gup-mkclean-store-barrier", .axis = "gup-fast",
	.title = "page_mkclean changes the PTE with a plain store and a full barrier",
	.cites = { "<20190129101225.GB29981@quack2.suse.cz>" });

void mkclean_pte(struct mm_struct *mm, unsigned long address)
{
	set_pte_at(mm, address, READ_ONCE(mm->pte[address]) & ~(_PAGE_RW | _PAGE_DIRTY));
	smp_mb();
}
