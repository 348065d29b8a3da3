/* A long-term pin moves the page out of memory that must stay movable, and then pins it.
 *
 * A short pin leaves the page where it is; and a page that has one cannot be moved: -ENOMEM.
 *
 * Seen on Linux 6.1.192 booted with movablecore: row S7 of docs/ground-truth.md
 */
#include <lab.h>
#include <linux/mmzone.h>

OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);
COMPARE("v6.1.192", "v6.1");

PAGE(pinned, .kind = PAGE_ANON, .mapped = 1, .movable = 1, .contents = 1);
PAGE(busy, .kind = PAGE_ANON, .mapped = 1, .movable = 1);
PAGE(spare, .kind = PAGE_FREE);
PAGE(other_spare, .kind = PAGE_FREE);

#define at(page)	page_to_pfn(page)

ghost int short_stays, longterm_moved;
long refused;

TASK(process) {
	struct page *page = pin_user_page_fast(&init_mm, at(pinned), FOLL_WRITE);

	ghost short_stays = page == pinned && pte_page(init_mm.pte[at(pinned)]) == pinned;
	gup_unpin(page);
	page = pin_user_page_fast(&init_mm, at(pinned), FOLL_WRITE | FOLL_LONGTERM);
	ghost longterm_moved = page != pinned && page_zonenum(page) == ZONE_NORMAL &&
			       pte_page(init_mm.pte[at(pinned)]) == page && page_contents[page_to_pfn(page)] == 1;

	pin_user_page(&init_mm, at(busy), FOLL_WRITE);
	page = __get_user_page_unlocked(&init_mm, at(busy), FOLL_PIN | FOLL_WRITE | FOLL_LONGTERM, true);
	refused = IS_ERR(page) ? PTR_ERR(page) : 0;
}

FINALLY(s7_a_short_pin_leaves_the_page, short_stays);
FINALLY(s7_a_longterm_pin_moves_it_first, longterm_moved);
FINALLY(s7_a_pinned_page_cannot_be_moved, refused == -ENOMEM && pte_page(init_mm.pte[at(busy)]) == busy);
