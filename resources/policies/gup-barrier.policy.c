/* gup-barrier: the barriers between a pin and whoever wants to share the page.
 *
 * v6.1, 088b8aa537c2, David Hildenbrand.  Before, the two sides relied on the IPI of a TLB flush,
 * which waits for interrupts-off sections; architectures that free page tables by RCU send none.
 *
 *	share side (cow-anon-exclusive)		GUP-fast
 *	clear the entry				pin
 *	full barrier				full barrier
 *	pinned? then give up			read the entry again
 *	clear PG_anon_exclusive			read barrier
 *	barrier					exclusive?
 *	set the entry again
 *
 * The author calls the races without them theoretical.  On x86 the exchange that clears the entry
 * and the locked addition of the pin are barriers anyway.
 */
#include <linux/mm.h>

POLICY("gup-barrier", .axis = "gup-fast",
	.title = "Barriers around pin, entry and PG_anon_exclusive (v6.1)",
	.cites = { "088b8aa537c2", "<Yw+KnRTrZ74qFUAA@xz-m1.local>" });

void gup_fast_pin_barrier(void)
{
	smp_mb__after_atomic();
}

void gup_fast_exclusive_barrier(void)
{
	smp_rmb();
}

void share_entry_cleared_barrier(void)
{
	smp_mb();
}

void share_exclusive_cleared_barrier(void)
{
	smp_mb__after_atomic();
}
