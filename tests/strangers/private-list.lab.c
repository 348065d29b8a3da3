/* Migration has two pages on a list of its own.  November writes its record over a link. */
#include <lab.h>

PAGE(p, .kind = PAGE_ANON, .mapped = 1);
PAGE(q, .kind = PAGE_ANON, .mapped = 1);

LIST_HEAD(migratepages);

BOOT {
	isolate_lru_page(p);
	list_add(&p->lru, &migratepages);
	isolate_lru_page(q);
	list_add(&q->lru, &migratepages);
}

TASK(pinner) { gup_unpin(gup_pin(p)); }

ALWAYS(list_sane, migratepages.next == &q->lru && q->lru.next == &p->lru &&
       p->lru.next == &migratepages && p->lru.prev == &q->lru);
