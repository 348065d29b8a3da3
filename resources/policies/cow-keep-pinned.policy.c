/* cow-keep-pinned: what may be pinned is not sent to swap, nor write-protected to find writers.
 *
 * v5.11, feb889fb40fa and 9348b73c2e1b, on top of another choice: with the rule of v5.9 an entry
 * that is taken away, or made read-only, and comes back, is copied at the next write.  Both look
 * before they act, and a pin may come in between (lab s48).
 */
#include <linux/mm.h>
#include <linux/rmap.h>

POLICY("cow-keep-pinned", .axis = "cow",
	.title = "Reclaim and soft-dirty tracking ask before they take an anonymous page (v5.11)",
	.cites = { "feb889fb40fa", "9348b73c2e1b" },
	.needs = { recogniser });

bool anon_reclaim_allowed(struct page *page)
{
	return !page_maybe_dma_pinned(page);
}

bool soft_dirty_allowed(struct page *page)
{
	return !page_maybe_dma_pinned(page);
}
