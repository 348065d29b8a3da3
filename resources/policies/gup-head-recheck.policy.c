/* gup-head-recheck: is the page still part of the compound page that got the reference?
 *
 * v5.14, c24d37322548: between finding the head and taking a reference, the compound page may be
 * split or freed, and the reference lands on somebody else's page.
 */
#include <linux/mm.h>

POLICY("gup-head-recheck", .axis = "gup-fast",
	.title = "GUP-fast looks at the compound head again (v5.14)",
	.cites = { "c24d37322548" });

bool gup_fast_same_head(struct page *page, struct page *head)
{
	return compound_head(page) == head;
}
