/* cow-refcount: a page is mine when mine is its only reference.
 *
 * v5.9 to v5.18.  A write fault copies whenever anybody holds a reference (09854ba94c6a,
 * a308c71bf1e6): no child keeps a window into its parent.  The price: a page under a pin is never
 * written in place again once its entry has become read-only, and the owner is moved away from its
 * device.  Fork would do that to every pinned page, so fork copies those for the child at once
 * (70e806e4e645), in processes that have ever used FOLL_PIN.
 *
 *	write	no references but the entry's, looked at twice, the second time under the page lock
 *	fork	this process has pinned, and the page may be: copy it now, leave the entry alone
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>

POLICY("cow-refcount", .axis = "cow",
	.title = "Written in place when nobody else has a reference; fork copies pinned pages (v5.9)",
	.cites = { "09854ba94c6a", "a308c71bf1e6", "70e806e4e645" },
	.needs = { recogniser });

enum wp_answer wp_anon_page(struct mm_struct *mm, unsigned long address, struct page *page, pte_t pte)
{
	struct page *head = compound_head(page);
	bool reuse;

	if (page_count(head) != 1)
		return WP_COPY;
	if (!trylock_page(head))
		return WP_COPY;
	reuse = page_mapcount(page) == 1 && page_count(head) == 1;
	unlock_page(head);
	return reuse ? WP_REUSE : WP_COPY;
}

/* Looked at first: the flag never goes away. */
void mm_set_has_pinned_flag(struct mm_struct *mm)
{
	if (!test_bit(MMF_HAS_PINNED, &mm->flags))
		set_bit(MMF_HAS_PINNED, &mm->flags);
}

bool fork_copies_now(struct mm_struct *src, struct page *page)
{
	if (!test_bit(MMF_HAS_PINNED, &src->flags))
		return false;
	return page_maybe_dma_pinned(page);
}
