/* gup-seqcount: a pin that overlaps with fork is undone.
 *
 * v5.11, 57efa1fe5957, Jason Gunthorpe: fork asks whether a page is pinned and then write-protects
 * it; GUP-fast can come in between and re-read an entry that has not changed yet.  write_protect_seq
 * is odd while fork copies: who sees it odd, or changed, takes the slow path, which waits for
 * mmap_lock.  The pair of the two updates is a write-side seqcount; there is one writer at a time.
 */
#include <linux/mm.h>

POLICY("gup-seqcount", .axis = "gup-fast",
	.title = "GUP-fast gives way to fork (v5.11)",
	.cites = { "57efa1fe5957", "<2-v2-dfe9ecdb6c74+2066-gup_fork_jgg@nvidia.com>" });

long gup_fast_seq_begin(struct mm_struct *mm, unsigned int flags)
{
	unsigned int seq;

	if (!(flags & FOLL_PIN))
		return 0;
	seq = READ_ONCE(mm->write_protect_seq);
	smp_rmb();
	if (seq & 1)
		return -1;
	return seq;
}

bool gup_fast_seq_retry(struct mm_struct *mm, unsigned int flags, long seq)
{
	if (!(flags & FOLL_PIN))
		return false;
	smp_rmb();
	return READ_ONCE(mm->write_protect_seq) != seq;
}

void fork_seq_begin(struct mm_struct *mm)
{
	WRITE_ONCE(mm->write_protect_seq, mm->write_protect_seq + 1);
	smp_wmb();
}

void fork_seq_end(struct mm_struct *mm)
{
	smp_wmb();
	WRITE_ONCE(mm->write_protect_seq, mm->write_protect_seq + 1);
}
