// A kernel library of forty lines for tests of the language: `struct page` with its true layout and a few functions.

import { placeDiagnostics } from '../source/place.ts';
import type { SourceFile } from '../source/source-file.ts';
import { type CheckOutcome, checkProgram } from './check.ts';

const header = `#ifndef LAB_H
#define LAB_H
typedef unsigned long pgoff_t;
struct list_head {
	struct list_head *next, *prev;
};
enum page_kind { PAGE_ANON, PAGE_FILE };
struct page {
	unsigned long flags;
	union {
		struct list_head lru;
		EXTENSION(lru_overlay);
	};
	void *mapping;
	pgoff_t index;
	unsigned long private;
	atomic_t _mapcount;
	atomic_t _refcount;
	struct mem_cgroup *mem_cgroup;
	EXTENSION(tail);
};
struct page_setup {
	enum page_kind kind;
	int mapped;
};
void get_page(struct page *page);
void put_page(struct page *page);
__pure int page_count(struct page *page);
__pure bool page_dma_pinned(struct page *page);
void setup_page(struct page *page, struct page_setup *setup);
enum pageflags { PG_locked, PG_lru, EXTENSION(flags), NR_PAGEFLAGS };
EVENT(page_freed, struct page *page);
ghost int live_pins[NR_PAGES];
#endif
`;

const core = `#include <lab.h>

spinlock_t lru_lock;
DEFINE_PER_CPU(int, pagevec_fill);

__weak void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}

/* Drops a reference.  include/linux/mm.h */
__weak void put_page(struct page *page)
{
	if (atomic_dec_and_test(&page->_refcount))
		ghost raise page_freed(page);
}

__pure int page_count(struct page *page)
{
	return atomic_read(&page->_refcount);
}

void setup_page(struct page *page, struct page_setup *setup)
{
	atomic_set(&page->_refcount, 1 + setup->mapped);
}
`;

export const miniKernel: readonly SourceFile[] = [
  { path: 'kernel/include/lab.h', role: 'kernel', text: header },
  { path: 'kernel/mm/core.c', role: 'kernel', text: core },
];

export function strategyText(text: string): SourceFile {
  return { path: 'strategies/mini.strategy.c', role: 'strategy', text };
}

export const miniStrategy = strategyText(
  'STRATEGY("mini", .title = "Nothing", .provides = { recogniser });\n',
);

export function checkLab(text: string, strategy: SourceFile = miniStrategy): CheckOutcome {
  return checkProgram({
    lab: { path: 'x.lab.c', role: 'lab', text: `#include <lab.h>\n${text}` },
    strategy,
    policies: [],
    kernel: miniKernel,
  });
}

/** `line:column code: message` of each complaint. */
export function complaintsOf(outcome: CheckOutcome): string[] {
  return placeDiagnostics(outcome.files, outcome.diagnostics).map(
    ({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`,
  );
}
