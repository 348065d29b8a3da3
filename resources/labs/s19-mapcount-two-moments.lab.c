/* Two words, two moments: the mappings change while somebody compares.
 *
 * Whoever asks holds the page lock; that keeps nobody from unmapping, and a fork from
 * copying the entry of a private file mapping.  mapcount-2019-01 counts the entries, and
 * when it reads _mapcount one of them is gone; bias-minus-mapcount reads _refcount, and
 * when it reads _mapcount one more is there.
 *
 * Derived: Jan Kara's objection, answered in <20190112031401.GC5059@redhat.com>; and
 * <20190114172124.GA3702@redhat.com>
 */
#include <lab.h>

NEEDS(recogniser);
OVERRIDE(NR_MMS, 2);

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1, .private_mapping = 1);

BOOT {
	pin_user_page(&init_mm, page_to_pfn(p), 0);	/* for reading, by a driver that keeps it */
}

TASK(mkclean) {
	lock_page(p);
	ask_pinned(p);
	unlock_page(p);
}

TASK(process) {
	munmap_page(p);
}

/* The child's entry, as fork() copies it. */
TASK(fork) {
	pte_t pte;

	spin_lock(&child_mm.page_table_lock);
	spin_lock(&init_mm.page_table_lock);
	pte = READ_ONCE(init_mm.pte[page_to_pfn(p)]);
	if (pte_present(pte)) {
		get_page(p);
		ghost ref_moved(p, REF_TASK, REF_PTE, 1);
		atomic_inc(&p->_mapcount);
		WRITE_ONCE(child_mm.pte[page_to_pfn(p)], pte & ~_PAGE_RW);
	}
	spin_unlock(&init_mm.page_table_lock);
	spin_unlock(&child_mm.page_table_lock);
}

AT(pin_seen_when_asked, pin_asked(page, answer), oracle_answer_right(page, answer));
