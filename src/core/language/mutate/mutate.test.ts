// What can be taken out of a strategy: the exact lists for two that ship, each form by itself, and that what is left
// still checks.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProgram } from '../check/check.ts';
import type { SourceFile, SourceRole } from '../source/source-file.ts';
import { loadBearingCandidates } from './candidates.ts';
import { without } from './removal.ts';

const resources = join(import.meta.dirname, '../../../../resources');

function below(folder: string, role: SourceRole, ending: string): SourceFile[] {
  return readdirSync(join(resources, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({
      path: `${folder}/${name}`,
      role,
      text: readFileSync(join(resources, folder, name), 'utf8'),
    }));
}

const kernel = [...below('kernel', 'kernel', '.c'), ...below('kernel', 'kernel', '.h')];
const strategies = below('strategies', 'strategy', '.strategy.c');
const texts = [...strategies, ...below('policies', 'policy', '.policy.c')];

const shown = (file: SourceFile) =>
  loadBearingCandidates(file, kernel).map(
    ({ kind, function: name, text, edits, removed }) =>
      `${kind}, ${name}: ${text}: ${removed}${edits.length === 1 ? '' : ` (${edits.length} places)`}`,
  );
/** What stands there against a race; of a re-check the first of its two removals. */
const ofShipped = (folder: 'strategies' | 'policies', id: string) => {
  const file = texts.find(({ path }) => path.startsWith(`${folder}/${id}.`));
  const lines = file === undefined ? [] : shown(file);
  return lines.filter((line) => !line.startsWith('flag test') && !line.endsWith('always true'));
};
const policy = (text: string): SourceFile => ({ path: 'p.policy.c', role: 'policy', text });
const ofBody = (body: string) => shown(policy(`int shared;\nvoid f(struct page *page)\n{\n${body}\n}\n`));

describe('shipped texts', () => {
  it.each([
    [
      'strategies',
      'lru-overlay-2018-07',
      [
        'lock, pin_page_for_dma: spin_lock(zone_gup_lock(zone)): the lock is not taken (2 places)',
        'lock, get_page: spin_lock(zone_gup_lock(zone)): the lock is not taken (2 places)',
        're-check, get_page: if (PageDmaPinned(page)): the condition is never true',
        'lock, __put_page_for_pinned_dma: spin_lock(zone_gup_lock(zone)): the lock is not taken (2 places)',
        're-check, __put_page_for_pinned_dma: if (atomic_read(&page->dma_pinned_count) == 0): the condition is never true',
      ],
    ],
    [
      'strategies',
      'lru-overlay-2018-11',
      [
        'lock, pin_page_for_dma: spin_lock(zone_gup_lock(zone)): the lock is not taken (2 places)',
        'lock, put_user_page: spin_lock(zone_gup_lock(zone)): the lock is not taken (2 places)',
        're-check, put_user_page: if (atomic_read(&page->dma_pinned_count) == 0): the condition is never true',
      ],
    ],
    ['strategies', 'get-only', []],
    [
      'policies',
      'gup-head-recheck',
      ['re-check, gup_fast_same_head: return compound_head(page) == head: the condition is never true'],
    ],
    [
      'policies',
      'gup-seqcount',
      [
        'barrier, gup_fast_seq_begin: smp_rmb(): no barrier',
        'barrier, gup_fast_seq_retry: smp_rmb(): no barrier',
        're-check, gup_fast_seq_retry: return READ_ONCE(mm->write_protect_seq) != seq: the condition is never true',
        'barrier, fork_seq_begin: smp_wmb(): no barrier',
        'barrier, fork_seq_end: smp_wmb(): no barrier',
      ],
    ],
  ] as const)('%s/%s', (folder, id, expected) => {
    expect(ofShipped(folder, id)).toEqual(expected);
  });

  it.each(texts.map((file) => [file.path, file] as const))(
    '%s checks without any of its lines',
    (_, file) => {
      const [first] = strategies;
      if (first === undefined) throw new Error('no strategies');
      const lab: SourceFile = { path: 'x.lab.c', role: 'lab', text: '#include <lab.h>\nTASK(a) { }\n' };
      for (const { edits, line, text } of loadBearingCandidates(file, kernel)) {
        const left = without(file.text, edits);
        expect(left.length).toBe(file.text.length);
        expect(left.split('\n').length).toBe(file.text.split('\n').length);
        expect(left).not.toBe(file.text);
        const { diagnostics } = checkProgram({
          lab,
          strategy: { ...file, text: left },
          policies: [],
          kernel,
        });
        expect(diagnostics, `${line}: ${text}`).toEqual([]);
      }
    },
  );
});

describe('locks', () => {
  it('go with all calls on the same lock, whatever the variant', () => {
    expect(
      ofBody(
        'spin_lock_irqsave(&a->l, flags); if (spin_trylock(&b)) spin_unlock(&b); lock_page(page); unlock_page(page);' +
          ' spin_unlock_irqrestore(&a->l, flags); up_read(&s); down_read(&s); spin_lock(&alone);',
      ).filter((each) => each.startsWith('lock')),
    ).toEqual([
      'lock, f: spin_lock_irqsave(&a->l, flags): the lock is not taken (2 places)',
      'lock, f: spin_trylock(&b): the lock is not taken (2 places)',
      'lock, f: lock_page(page): the lock is not taken (2 places)',
      'lock, f: down_read(&s): the lock is not taken (2 places)',
    ]);
  });

  it('that one function takes and another releases go together', () => {
    const text =
      'void a(void) { spin_lock(&l); }\nvoid b(void) { spin_unlock(&l); }\nvoid c(void) { spin_lock(&m); }';
    expect(shown(policy(text))).toEqual(['lock, a: spin_lock(&l): the lock is not taken (2 places)']);
    const [removal] = loadBearingCandidates(policy(text), []);
    expect(without(text, removal?.edits ?? [])).toBe(
      'void a(void) {              ; }\nvoid b(void) {                ; }\nvoid c(void) { spin_lock(&m); }',
    );
  });
});

describe('barriers', () => {
  it('and accesses with an order lose it', () => {
    const text =
      'void f(void) { smp_wmb(); x = smp_load_acquire(&y); smp_store_release( p, 1 ); clear_bit_unlock(0, w); }';
    const left = loadBearingCandidates(policy(text), []).map(({ edits }) => without(text, edits));
    expect(left.map((each) => each.replace(/ +/g, ' '))).toEqual([
      'void f(void) { ; x = smp_load_acquire(&y); smp_store_release( p, 1 ); clear_bit_unlock(0, w); }',
      'void f(void) { smp_wmb(); x = READ_ONCE(*(&y)) ; smp_store_release( p, 1 ); clear_bit_unlock(0, w); }',
      'void f(void) { smp_wmb(); x = smp_load_acquire(&y); WRITE_ONCE(*(p), 1 ) ; clear_bit_unlock(0, w); }',
      'void f(void) { smp_wmb(); x = smp_load_acquire(&y); smp_store_release( p, 1 ); clear_bit (0, w); }',
    ]);
  });
});

describe('tests', () => {
  const kindOf = (body: string) => ofBody(body).map((each) => each.split(',')[0]);

  it('are re-checks if they look again at the same thing, or compare it with what was kept', () => {
    expect(kindOf('if (PageLRU(page)) return; spin_lock(&l); if (PageLRU(page)) shared = 1;')).toEqual([
      'flag test',
      'flag test',
      're-check',
      're-check',
    ]);
    expect(kindOf('int seen = READ_ONCE(shared); smp_rmb(); if (shared != seen) return;').slice(1)).toEqual([
      're-check',
      're-check',
    ]);
    expect(kindOf('do { shared = 1; } while (PageLRU(page) && 1); if (last) return;')).toEqual([
      'flag test',
      'flag test',
    ]);
    expect(kindOf('int seq = PageLRU(page); do { shared = 1; } while (PageLRU(page) != seq);')).toEqual([
      're-check',
    ]);
  });

  it('are what a function gives that answers yes or no', () => {
    const text = (returned: string) =>
      `bool f(struct page *page, struct page *head, int n) { return ${returned}; }\n`;
    const kinds = (returned: string) => shown(policy(text(returned))).map((each) => each.split(',')[0]);
    expect(kinds('compound_head(page) == head')).toEqual(['re-check', 're-check']);
    expect(kinds('page->index == n')).toEqual(['re-check', 're-check']);
    expect(kinds('compound_head(page) == page')).toEqual(['flag test', 'flag test']);
    expect(kinds('PageLRU(page)')).toEqual(['flag test', 'flag test']);
    expect(kinds('true')).toEqual([]);
    expect(shown(policy('int f(struct page *page) { return page->index; }'))).toEqual([]);
  });

  it('are left out in ghost code, in pure functions and where a constant decides', () => {
    expect(ofBody('ghost if (shared) x = 1; if (DEBUG_VM) return;')).toEqual([]);
    expect(shown(policy('__pure int f(void) { if (x) return 1; return 0; }'))).toEqual([]);
  });
});
