/* A page moves while its process forks: both find it, with what the parent had written; nothing is left over. */
#include <lab.h>
#include <linux/migrate.h>

OVERRIDE(NR_MMS, 2);
OVERRIDE(MAP_FILES, 0);
OVERRIDE(SWAP_DEVICE, 0);

PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1, .contents = 5);
PAGE(spare, .kind = PAGE_FREE);
PAGE(s2, .kind = PAGE_FREE);

#define BUFFER page_to_pfn(p)
#define PTE0 init_mm.pte[BUFFER]
#define PTE1 child_mm.pte[BUFFER]

ghost int saw;

TASK(parent) {
	unsigned int v;

	user_write(&init_mm, BUFFER, 6);
	fork_mm(&init_mm, &child_mm);
	v = user_read(&child_mm, BUFFER);
	ghost saw = v;
}

TASK(mover) { migrate_page(p); }

QUIESCE { lru_add_drain_all(); }

FINALLY(both_present, pte_present(PTE0) && pte_present(PTE1) && !pte_write(PTE0) && !pte_write(PTE1));
FINALLY(same_page, pte_page(PTE0) == pte_page(PTE1));
FINALLY(counts, pte_page(PTE0)->_refcount.counter == 2 && pte_page(PTE0)->_mapcount.counter == 1);
FINALLY(data, saw == 6);
ALWAYS(cow_isolation, oracle_cow_isolated());
NEVER(warn, false);
