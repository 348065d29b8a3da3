// What the kernel library promises, each by a lab of a few lines, under every strategy that it concerns.

import { describe, expect, it } from 'vitest';
import { shipped, verdictOfText } from './cell.ts';

const { strategies, texts } = shipped();
const all = strategies.map(({ id }) => id);
/** Those whose pins hold a reference; the others follow the page tables and pin nothing. */
const pinning = all.filter((id) => id !== 'mmu-notifier');
const page = 'PAGE(p, .kind = PAGE_ANON, .lru = LRU_INACTIVE_ANON, .mapped = 1);';
const filePage = 'PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);';
const freshPage = 'PAGE(p, .kind = PAGE_ANON, .lru = LRU_PAGEVEC, .cpu = 1, .mapped = 1);';
const pinSeen = 'NEVER(pin_not_seen, ghost_pins(p) > 0 && !page_pinned_peek(p));';
const intact = 'ALWAYS(lru_intact, lru_lists_intact()) WHEN(lru_lock_free());';

function found(lab: string, strategy: string): readonly (string | undefined)[] {
  const { verdict, property, alsoFound } = verdictOfText(texts, `#include <lab.h>\n${lab}`, strategy);
  return [verdict, property, ...alsoFound.map(({ kind, name }) => `${kind}: ${name}`)];
}

describe('struct page', () => {
  const fields = [
    'offsetof(struct page, flags) == 0',
    'offsetof(struct page, lru) == 8 && offsetof(struct page, compound_head) == 8',
    'offsetof(struct page, pgmap) == 8 && offsetof(struct page, lru.prev) == 16',
    'offsetof(struct page, mapping) == 24 && offsetof(struct page, index) == 32',
    'offsetof(struct page, private) == 40',
    'offsetof(struct page, _mapcount) == 48 && offsetof(struct page, _refcount) == 52',
    'offsetof(struct page, mem_cgroup) == 56',
  ];

  it.each(all)('has its layout of 4.18 under %s', (strategy) => {
    const size = strategy === 'own-field' ? 72 : 64;
    const lab = `${page} TASK(t) { page_ref_inc(p); } ALWAYS(layout, sizeof(struct page) == ${size} && ${fields.join(' && ')});`;
    expect(found(lab, strategy)).toEqual(['holds', undefined]);
  });

  it.each(['lru-overlay-2018-07', 'lru-overlay-2018-11'])(
    'has flag and count over lru under %s',
    (strategy) => {
      const overlay =
        'offsetof(struct page, dma_pinned_flags) == 8 && offsetof(struct page, dma_pinned_count) == 16';
      const lab = `${page} TASK(t) { page_ref_inc(p); } ALWAYS(layout, ${overlay});`;
      expect(found(lab, strategy)).toEqual(['holds', undefined]);
    },
  );
});

describe('freeing', () => {
  it.each(all)('takes a page off its list and lets every flag die under %s', (strategy) => {
    const lab = `${page} TASK(t) { munmap_page(p); } ${intact}
      FINALLY(freed_once, generation[page_to_pfn(p)] == 1 && p->_refcount.counter == 0);
      FINALLY(flags_dead, p->flags == 0 && !page_on_lru(p));
      FINALLY(on_the_free_list, p->lru.next == &per_cpu_ptr(&boot_pageset, 0)->list);`;
    expect(found(lab, strategy)).toEqual(['holds', undefined]);
  });

  it('forgets the sticky flag of June 2018', () => {
    const lab = `${page} BOOT { gup_unpin(gup_pin(p)); } TASK(t) { munmap_page(p); }
      FINALLY(forgotten, !page_pinned_peek(p));`;
    expect(found(lab, 'page-flag-2018-06')).toEqual(['holds', undefined]);
  });

  it.each(pinning)('does not happen to a page that a well-behaved owner has pinned, under %s', (strategy) => {
    const lab = `${page} TASK(owner) {
        struct page *page = gup_pin(p);
        if (page) { device_write(page); gup_unpin(page); }
      }
      TASK(process) { munmap_page(p); }
      AT(nothing_freed_while_held, page_freed(page), ghost_pins(page) == 0);
      AT(dma_to_live_page, device_wrote(page), dma_hits_pinned_life(page));`;
    expect(found(lab, strategy)).toEqual(['holds', undefined]);
  });
});

describe('get_user_pages', () => {
  it.each(pinning)('re-reads the PTE on its fast path under %s', (strategy) => {
    const lab = `${page} TASK(owner) {
        struct page *page = gup_pin_fast(p);
        if (page) { device_write(page); gup_unpin(page); }
      }
      TASK(process) { munmap_page(p); }
      AT(nothing_freed_while_held, page_freed(page), ghost_pins(page) == 0);
      QUIESCE { lru_add_drain_all(); }
      FINALLY(freed_once, generation[page_to_pfn(p)] == 1);`;
    // Where the pin is an mlock, a page that loses its mapping before is freed with the flag: "bad page".
    const complaint = strategy === 'mlock-flag' ? ['warn: WARN_ON_ONCE(free_page_is_bad(page))'] : [];
    expect(found(lab, strategy)).toEqual(['holds', undefined, ...complaint]);
  });

  it.each(all)('pins a batch and stops at a hole under %s', (strategy) => {
    const lab = `${filePage} PAGE(q, .kind = PAGE_FILE, .mapped = 1); PAGE(hole, .kind = PAGE_FILE);
      int found;
      TASK(owner) {
        struct page *pages[3];
        found = get_user_pages(0, 3, pages);
        put_user_page(pages[0]);
        put_user_page(pages[1]);
      }
      FINALLY(two, found == 2);
      FINALLY(balanced, p->_refcount.counter == q->_refcount.counter && hole->_refcount.counter == 1);`;
    expect(found(lab, strategy)).toEqual(['holds', undefined]);
  });

  it('counts once on the fast path, twice on the slow one, under the hooks of July 2018', () => {
    const lab = (pin: string) => `${page} BOOT { gup_pin(p); } TASK(t) { ${pin}(p); }
      FINALLY(counted_once, p->dma_pinned_count.counter == 2);`;
    expect(found(lab('gup_pin_fast'), 'lru-overlay-2018-07')).toEqual(['holds', undefined]);
    expect(found(lab('gup_pin'), 'lru-overlay-2018-07')).toEqual(['violated', 'counted_once']);
  });
});

describe('the query', () => {
  it.each(pinning.filter((id) => id !== 'get-only'))(
    'answers in steps what its peek answers at once, under %s',
    (strategy) => {
      // Of a file: Kara's first sketch and the posting of 2019 do not see a lone pin of anonymous memory.
      const lab = `${filePage} int before, during;
      TASK(t) {
        struct page *page;
        before = page_maybe_dma_pinned(p);
        page = gup_pin(p);
        during = page_maybe_dma_pinned(p);
        gup_unpin(page);
      }
      FINALLY(answered, before == 0 && during == 1);`;
      expect(found(lab, strategy)).toEqual(['holds', undefined]);
    },
  );
});

describe('references that no hook sees', () => {
  it('let a page-cache lookup unpin under July 2018, with no reference older than the pin', () => {
    const lab = `NEEDS(recogniser); ${filePage} BOOT { gup_pin(p); }
      TASK(owner) { device_write(p); gup_unpin(p); }
      TASK(reader) { put_page(find_get_page(&file_mapping, p->index)); } ${pinSeen}`;
    expect(found(lab, 'lru-overlay-2018-07')).toEqual(['violated', 'pin_not_seen']);
    for (const strategy of ['page-flag-2018-06', 'lru-overlay-2018-11', 'own-field', 'refcount-bias']) {
      expect(found(lab, strategy)).toEqual(['holds', undefined]);
    }
  });

  it('leave July 2018 with a count that nobody takes back', () => {
    const lab = `${page} BOOT { gup_pin(p); }
      TASK(t) { get_page(p); release_page(p); }
      FINALLY(balanced, p->dma_pinned_count.counter == 1);`;
    expect(found(lab, 'lru-overlay-2018-07')).toEqual(['violated', 'balanced']);
  });

  it('let two well-behaved owners unpin each other under July 2018', () => {
    const lab = `NEEDS(recogniser); ${freshPage}
      TASK(a, .cpu = 0) { struct page *page = gup_pin(p); gup_unpin(page); }
      TASK(drain, .cpu = 1) { lru_add_drain(); }
      TASK(b, .cpu = 2) { struct page *page = gup_pin(p); device_write(page); gup_unpin(page); }
      NEVER(second_pin_lost, ghost_pins(p) > 0 && !page_pinned_peek(p) && p->lru.next == &p->lru);`;
    expect(found(lab, 'lru-overlay-2018-07').slice(0, 2)).toEqual(['violated', 'second_pin_lost']);
  });
});

describe('the LRU', () => {
  it.each(all)('gets a page back from reclaim, from isolation and from a pagevec under %s', (strategy) => {
    // A reference that reclaim cannot explain: it takes the page off its list, unmaps it, and must give it back.
    const lab = `${page.replace('.mapped', '.refs = 1, .mapped')}
      PAGE(q, .kind = PAGE_FILE, .lru = LRU_ACTIVE_FILE, .mapped = 1); ${freshPage.replace('(p', '(r')}
      TASK(kswapd, .cpu = 0) { shrink_inactive_list(1, LRU_INACTIVE_ANON); }
      TASK(migration, .cpu = 1) { if (!isolate_lru_page(q)) putback_lru_page(q); lru_add_drain(); }
      QUIESCE { lru_add_drain_all(); } ${intact}
      FINALLY(all_back, page_on_lru(p) && page_on_lru(q) && page_on_lru(r));
      FINALLY(nothing_lost, p->_refcount.counter == 2 && q->_refcount.counter == 2 && r->_refcount.counter == 1);`;
    expect(found(lab, strategy)).toEqual(['holds', undefined]);
  });

  it('drains a pagevec that is full', () => {
    const lab = `OVERRIDE(PAGEVEC_SIZE, 1); ${page}
      TASK(t) { if (!isolate_lru_page(p)) putback_lru_page(p); }
      FINALLY(back_at_once, page_on_lru(p) && p->_refcount.counter == 1);`;
    expect(found(lab, 'get-only')).toEqual(['holds', undefined]);
  });
});

describe('the assertions of the postings', () => {
  it('are off unless a lab asks for them', () => {
    const lab = (debug: number) => `OVERRIDE(DEBUG_VM, ${debug}); NEEDS(recogniser); ${page}
      TASK(t) { get_page(p); put_user_page(p); lru_add_drain(); }
      FINALLY(ended, p->_refcount.counter == 1);`;
    expect(found(lab(0), 'refcount-bias')).toEqual(['violated', 'ended']);
    for (const strategy of ['page-flag-2018-06', 'lru-overlay-2018-07']) {
      expect(found(lab(1), strategy)).toEqual(['holds', undefined]);
    }
  });

  it('trip under November 2018 when two owners both saw the count reach 0', () => {
    const lab = `OVERRIDE(DEBUG_VM, 1); NEEDS(recogniser); ${page} BOOT { gup_pin(p); }
      TASK(a) { gup_unpin(p); }
      TASK(b) { struct page *page = gup_pin(p); gup_unpin(page); } ${intact}`;
    const [verdict, , ...others] = found(lab, 'lru-overlay-2018-11');
    expect(verdict).toBe('holds');
    expect(others).toContain('bug: VM_BUG_ON_PAGE(DEBUG_VM && !PageDmaPinned(page), page)');
  });
});
