/* cow-plain-pte-store: an entry is read and then overwritten, by two plain accesses.
 *
 * No x86 kernel does this: it clears entries with one locked exchange, so that it cannot lose the
 * dirty bit that a CPU sets meanwhile, and the exchange happens to be a full barrier.  Here it is
 * taken away, to show that the barrier after the store is not decoration on TSO (labs s32, s51).
 */
#include <linux/mm.h>

POLICY("cow-plain-pte-store", .axis = "cow",
	.title = "Page-table entries cleared by a plain store instead of an exchange",
	.cites = { "088b8aa537c2" });

pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = READ_ONCE(mm->pte[address]);

	WRITE_ONCE(mm->pte[address], 0);
	return pte;
}
