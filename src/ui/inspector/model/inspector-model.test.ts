import { describe, expect, it } from 'vitest';
import { ledgerAt } from '../../../core/trace/ledger-at.ts';
import { sampleRun } from '../../timeline/sample-run.fixture.ts';
import { flagsOf } from './flags.ts';
import { ledgerSum } from './ledger-text.ts';
import { locksHeld, readOf, writesOf } from './step-effects.ts';
import { wordsOf } from './words.ts';

const run = sampleRun();
const page = run.head.objects[0]!;
const word = (cursor: number, offset: number) =>
  wordsOf(run, page, cursor).find((one) => one.offset === offset)!;
const live = (cursor: number, offset: number) =>
  word(cursor, offset)
    .fields.filter((one) => one.live)
    .map((one) => one.field.path);

describe('words of a page', () => {
  it('stand at their offsets, unions with all their names', () => {
    expect(wordsOf(run, page, 0).map((one) => one.offset)).toEqual([0, 8, 16, 24, 32, 40, 48, 52, 56]);
    expect(word(0, 8).fields.map((one) => one.field.path)).toEqual([
      'lru.next',
      'compound_head',
      'dma_pinned_flags',
    ]);
    expect([word(0, 8).isUnion, word(0, 24).isUnion]).toEqual([true, false]);
  });

  it('are alive by PG_lru first, then by the name through which they were written', () => {
    expect(live(0, 8)).toEqual(['lru.next']);
    expect(live(13, 8)).toEqual(['lru.next']);
    expect(live(17, 8)).toEqual(['lru.next']);
    expect(live(17, 16)).toEqual(['dma_pinned_count']);
    expect(live(18, 8)).toEqual(['dma_pinned_flags']);
  });

  it('warn of a read by another name than the live one', () => {
    const over = (cursor: number) => word(cursor, 8).fields.map((one) => one.readOver);
    expect(over(2)).toEqual([undefined, undefined, 'lru.next']);
    expect(over(20)).toEqual([undefined, undefined, undefined]);
  });

  it('know the step that wrote them and the value before', () => {
    expect(word(17, 16)).toMatchObject({ writtenBy: 17, changed: true, value: 1 });
    expect(word(17, 16).fields.map((one) => one.before)).toEqual([512, 512]);
    expect(word(18, 16)).toMatchObject({ writtenBy: 17, changed: false });
    expect(word(18, 24)).toMatchObject({ writtenBy: 0 });
  });

  it('fold away names that say nothing', () => {
    expect(word(18, 8).fields.map((one) => one.idle)).toEqual([false, true, false]);
  });
});

it('flags are set or clear, changed or not, and never without a name', () => {
  const field = page.fields[0]!;
  const flags = flagsOf(field, (1 << 3) | (1 << 20), (1 << 3) | (1 << 5));
  expect(flags.filter((flag) => flag.changed).map((flag) => [flag.short, flag.set])).toEqual([
    ['lru', false],
    ['bit 20', true],
  ]);
  expect(flags).toHaveLength(8);
});

describe('the sum of references', () => {
  it('names holders in the order in which they came', () => {
    expect(ledgerSum(ledgerAt(run, 25)[0]!)).toBe('= page cache 1 + PTE 1 + task 1 + pin 1 + isolation 1');
  });

  it('says what nobody accounts for, and who gave back too much', () => {
    const row = ledgerAt(run, 1)[0]!.rows[0]!;
    const ledger = {
      page: 0,
      name: 'p',
      count: 2,
      unattributed: 2,
      rows: [row, { ...row, holderName: 'pin', units: -1 }],
    };
    expect(ledgerSum(ledger)).toBe('= page cache 1 − pin 1 + unattributed 2');
    expect(ledgerSum({ ...ledger, rows: [], unattributed: 0 })).toBe('= nobody');
  });
});

describe('effects of a step', () => {
  it('are what it read and wrote, by the names in its text', () => {
    expect(readOf(run, 1)).toEqual({ name: 'p->_refcount', text: '2', changed: false });
    expect(writesOf(run, 1)).toEqual([{ name: 'p->_refcount', text: '2 → 3', changed: true }]);
    expect(readOf(run, 2)?.name).toBe('p->dma_pinned_flags');
    expect(writesOf(run, 19).map((effect) => effect.name)).toEqual(['zone_gup_lock', 'live_pins']);
    expect(readOf(run, 0)).toBeUndefined();
  });

  it('say so when a write changed nothing', () => {
    const same = { ...run, writes: { ...run.writes, after: run.writes.before } };
    expect(writesOf(same, 1)).toEqual([{ name: 'p->_refcount', text: '2, as before', changed: false }]);
  });

  it('include the locks held afterwards', () => {
    expect(locksHeld(run, 9).map((lock) => [lock.name, lock.holder])).toEqual([
      ['lru_lock', 'pinner'],
      ['zone_gup_lock', 'pinner'],
    ]);
    expect(locksHeld(run, 23).map((lock) => lock.holder)).toEqual(['random_process']);
    expect(locksHeld(run, 29)).toEqual([]);
  });
});
