/* gup-zero-page: the shared zero page is pinned by nobody, whatever the call says.
 *
 * v6.5, c8070b787519: every long-term reader of untouched memory pinned the same page, and its
 * 21 bits of pins are the whole machine's.  Pin and unpin both leave it alone; a backport that got
 * one side wrong had to be repaired (<20250416202441.3911142-1-alex.williamson@redhat.com>).
 */
#include <linux/mm.h>

POLICY("gup-zero-page", .axis = "gup-fast",
	.title = "Pins of the zero page are not counted (v6.5)",
	.cites = { "c8070b787519", "<20250416202441.3911142-1-alex.williamson@redhat.com>" });

bool gup_skips_zero_page(void)
{
	return true;
}
