import { describe, expect, test } from 'vitest';
import { appendChunk } from './append.ts';
import { changesAt, changesBetween } from './changes.ts';
import { startDigest } from './digest.ts';
import { holdersOf } from './holders.ts';
import { ledgerAt } from './ledger-at.ts';
import { memoryAt, pageField } from './memory-at.ts';
import { fieldName, fieldValue, pointerName, wordName } from './names.ts';
import type { Run, RunChunk } from './run.ts';
import {
  ghostAddress,
  lockAddress,
  pageAddress,
  sampleObjects,
  sampleRun,
  sampleSteps,
} from './sample-run.fixture.ts';
import { lastWriter, nextWriter } from './write-index.ts';

/** Steps `from` … `to - 1` of the sample as a chunk. */
function chunkOf(from: number, to: number): RunChunk {
  const whole = sampleRun(to);
  const firstWrite = whole.steps.firstWrite[from] ?? 0;
  const firstLedger = whole.steps.firstLedger[from] ?? 0;
  return {
    ...(from === 0 && { start: sampleRun(0) }),
    from,
    sites: whole.head.sites.slice(from),
    steps: {
      length: to - from,
      task: whole.steps.task.slice(from),
      site: whole.steps.site.slice(from),
      alternative: whole.steps.alternative.slice(from),
      firstWrite: whole.steps.firstWrite.slice(from).map((row) => row - firstWrite),
      firstLedger: whole.steps.firstLedger.slice(from).map((row) => row - firstLedger),
      readAddress: whole.steps.readAddress.slice(from),
      readValue: whole.steps.readValue.slice(from),
    },
    writes: {
      length: whole.writes.length - firstWrite,
      address: whole.writes.address.slice(firstWrite),
      before: whole.writes.before.slice(firstWrite),
      after: whole.writes.after.slice(firstWrite),
    },
    ledger: {
      length: whole.ledger.length - firstLedger,
      page: whole.ledger.page.slice(firstLedger),
      holder: whole.ledger.holder.slice(firstLedger),
      delta: whole.ledger.delta.slice(firstLedger),
    },
    lanes: whole.lanes.map((lane) => lane.values.slice(from + 1)),
    findings: whole.findings.filter((one) => one.step >= from),
    end: whole.end,
  };
}

/** Comparable whatever the capacity behind the columns. */
function plain(run: Run): unknown {
  const spread = (columns: object) =>
    Object.fromEntries(
      Object.entries(columns).map(([key, value]) => [
        key,
        ArrayBuffer.isView(value) ? [...(value as Int32Array)] : value,
      ]),
    );
  return {
    sites: run.head.sites,
    steps: spread(run.steps),
    writes: spread(run.writes),
    ledger: spread(run.ledger),
    lanes: run.lanes.map((lane) => [...lane.values]),
    findings: run.findings,
    end: run.end,
  };
}

describe('appendChunk', () => {
  test('chunks put together are the run, wherever it is cut', () => {
    for (let cut = 1; cut < sampleSteps.length; cut += 1) {
      const first = appendChunk(undefined, chunkOf(0, cut));
      expect(plain(first)).toEqual(plain(sampleRun(cut)));
      expect(plain(appendChunk(first, chunkOf(cut, sampleSteps.length)))).toEqual(plain(sampleRun()));
    }
  });

  test('an older run stays as it was when two runs grow out of it', () => {
    const base = appendChunk(undefined, chunkOf(0, 4));
    const before = plain(base);
    const one = appendChunk(base, chunkOf(4, 6));
    const other = appendChunk(base, {
      ...chunkOf(4, 5),
      steps: { ...chunkOf(4, 5).steps, task: Uint8Array.of(9) },
    });
    expect(plain(base)).toEqual(before);
    expect(one.steps.task[4]).toBe(0);
    expect(other.steps.task[4]).toBe(9);
  });

  test('a gap is a broken promise', () => {
    expect(() => appendChunk(sampleRun(1), chunkOf(4, 5))).toThrow(/in order/);
  });
});

describe('memory at a cursor', () => {
  test('every word at every cursor is what the writes make of it', () => {
    const run = sampleRun();
    const world = new Map(
      [...run.head.initial.address].map((address, at) => [address, run.head.initial.value[at]]),
    );
    for (let k = 0; k <= run.steps.length; k += 1) {
      for (const [address, value] of world) expect(memoryAt(run, k).word(address)).toBe(value);
      for (const [address, value] of sampleSteps[k]?.writes ?? []) world.set(address, value);
    }
    expect(memoryAt(run, 0).word(0x5000)).toBeUndefined();
  });

  test('the index grows with the run', () => {
    let run = appendChunk(undefined, chunkOf(0, 2));
    const count = pageField(run, 0, '_refcount');
    if (!count) throw new Error('the sample has a count');
    expect(memoryAt(run, 2).field(count)).toBe(3);
    run = appendChunk(run, chunkOf(2, 8));
    expect(memoryAt(run, 8).field(count)).toBe(2);
    expect(memoryAt(run, 1).field(count)).toBe(3);
  });

  test('who wrote it last, who writes it next', () => {
    const run = sampleRun();
    const count = pageAddress + 16;
    expect(lastWriter(run, 4, count)).toBe(-1);
    expect(lastWriter(run, 5, count)).toBe(4);
    expect(lastWriter(run, 8, count)).toBe(6);
    expect(nextWriter(run, 5, count)).toBe(6);
    expect(nextWriter(run, 7, count)).toBeUndefined();
    expect(lastWriter(run, 8, ghostAddress)).toBe(5);
  });
});

describe('changes', () => {
  test('a word under a union changes in both arms', () => {
    const names = changesAt(sampleRun(), 5).map((change) => [fieldName(change), change.before, change.after]);
    expect(names).toEqual([
      ['p->lru.prev', 0, 1],
      ['p->dma_pinned_count', 0, 1],
    ]);
  });

  test('between two cursors only what really differs, in either direction', () => {
    const run = sampleRun();
    expect(changesBetween(run, 0, 8).map((change) => fieldName(change))).toEqual(['live_pins[0]']);
    expect(changesBetween(run, 8, 0).map(({ before, after }) => [before, after])).toEqual([[1, 0]]);
    expect(changesAt(run, 0)).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    [0, 'NULL'],
    [pageAddress, 'p'],
    [pageAddress + 8, '&p->lru'],
    [pageAddress + 10, 'p+0xa'],
    [lockAddress, '&gup_lock'],
    [0x100, '0x100'],
  ])('pointer %j is %s', (value, name) => {
    expect(pointerName(sampleObjects, value)).toBe(name);
  });

  test('a word is named by all its arms', () => {
    expect(wordName(sampleObjects, pageAddress + 8)).toBe('p->lru.next | p->dma_pinned_flags');
    expect(wordName(sampleObjects, lockAddress)).toBe('gup_lock');
    expect(wordName(sampleObjects, 0x44)).toBe('0x44');
  });

  test('parts of a word are masked and extended', () => {
    const [first, second, half] = sampleObjects[1]?.fields ?? [];
    if (!first || !second || !half) throw new Error('the sample has bytes');
    const word = 0x8000_fffe | 0;
    expect(fieldValue(first, word)).toBe(-2);
    expect(fieldValue(second, word)).toBe(255);
    expect(fieldValue(half, word)).toBe(-32768);
  });
});

describe('ledger', () => {
  test('who holds what, since when, and what nobody claims', () => {
    const [start] = ledgerAt(sampleRun(), 0);
    expect(start).toMatchObject({ name: 'p', count: 2, unattributed: 1 });
    const [later] = ledgerAt(sampleRun(), 6);
    expect(later?.rows.map((row) => [row.holderName, row.units, row.since, row.task])).toEqual([
      ['page cache', 1, -1, undefined],
      ['task', 1, 0, 1],
      ['pin', 1, 5, 0],
    ]);
    expect(later?.unattributed).toBe(0);
  });

  test('a surplus put is a negative holder', () => {
    const [page] = ledgerAt(sampleRun(), 8);
    expect(page?.rows.at(-1)).toMatchObject({ holderName: 'task', units: -1, since: 7, task: 1 });
    expect(page?.rows.at(-1)?.site?.function).toBe('put_page');
  });

  test('holders are named after the enum', () => {
    const enumerators = ['REF_PAGE_CACHE', 'REF_PTE', 'REF_PIN'].map((name, value) => ({
      name,
      value,
      span: { file: 0, start: 0, end: 0 },
    }));
    const holders = holdersOf([{ kind: 'enum', tag: 'ref_holder', signed: false, enumerators }]);
    expect(holders.map((one) => one.name)).toEqual(['page cache', 'PTE', 'pin']);
  });
});

describe('digest', () => {
  const site = sampleRun(1).head.sites[0];
  if (!site) throw new Error('the sample has a site');

  function digestOf(objects = sampleObjects, shift = 0, value = 1): string {
    const digest = startDigest(objects);
    digest.step('pinner', site!, 0);
    digest.read(pageAddress + 8 + shift, pageAddress + shift);
    digest.write(pageAddress + 52 + shift, value);
    return digest.hex();
  }

  test('is 64 bits, and sees values', () => {
    expect(digestOf()).toMatch(/^[0-9a-f]{16}$/);
    expect(digestOf()).not.toBe(digestOf(sampleObjects, 0, 2));
  });

  test('does not see addresses, not even in pointers', () => {
    const moved = sampleObjects.map((object) => ({
      ...object,
      address: object.address + 0x400,
      fields: object.fields.map((one) => ({ ...one, address: one.address + 0x400 })),
    }));
    expect(digestOf(moved, 0x400)).toBe(digestOf());
  });
});
