// A small hand-made run for tests: one page under a union, a lock, a ghost count, two tasks, eight steps.

import type { Field, MemoryObject } from '../language/lower/graph.ts';
import { Recorder } from '../replay/recorder.ts';
import type { Run, RunFinding, RunHead, RunSite } from './run.ts';

export const pageAddress = 0x10000;
export const lockAddress = 0x1000;
export const ghostAddress = 0x20000;

function field(path: string, address: number, more: Partial<Field> = {}): Field {
  return {
    path,
    address,
    size: 4,
    signed: true,
    type: 'int',
    display: 'number',
    names: [],
    arms: [],
    extension: false,
    ...more,
  };
}

const flagNames = [
  { value: 0, name: 'PG_locked' },
  { value: 1, name: 'PG_lru' },
];

export const sampleObjects: readonly MemoryObject[] = [
  {
    name: 'gup_lock',
    kind: 'global',
    address: lockAddress,
    size: 4,
    fields: [field('', lockAddress, { type: 'spinlock_t', display: 'lock' })],
  },
  {
    name: 'bytes',
    kind: 'global',
    address: lockAddress + 4,
    size: 4,
    fields: [
      field('[0]', lockAddress + 4, { size: 1 }),
      field('[1]', lockAddress + 5, { size: 1, signed: false }),
      field('half', lockAddress + 6, { size: 2 }),
    ],
  },
  {
    name: 'p',
    kind: 'page',
    address: pageAddress,
    size: 64,
    fields: [
      field('flags', pageAddress, { size: 8, signed: false, display: 'bits', names: flagNames }),
      field('lru.next', pageAddress + 8, {
        size: 8,
        type: 'struct list_head *',
        display: 'pointer',
        arms: [{ unionAt: 8, arm: 'lru' }],
      }),
      field('lru.prev', pageAddress + 16, {
        size: 8,
        display: 'pointer',
        arms: [{ unionAt: 8, arm: 'lru' }],
      }),
      field('dma_pinned_flags', pageAddress + 8, {
        size: 8,
        arms: [{ unionAt: 8, arm: 'pin' }],
        extension: true,
      }),
      field('dma_pinned_count', pageAddress + 16, { arms: [{ unionAt: 8, arm: 'pin' }], extension: true }),
      field('_refcount', pageAddress + 52),
    ],
  },
  {
    name: 'live_pins',
    kind: 'ghost',
    address: ghostAddress,
    size: 4,
    fields: [field('[0]', ghostAddress)],
  },
];

interface SampleStep {
  readonly task: number;
  readonly fn: string;
  readonly line: number;
  readonly operation: string;
  readonly text: string;
  readonly read?: readonly [number, number];
  readonly writes?: readonly (readonly [number, number])[];
  readonly ledger?: readonly (readonly [number, number])[];
}

const refcount = pageAddress + 52;

export const sampleSteps: readonly SampleStep[] = [
  {
    task: 1,
    fn: 'get_page',
    line: 2,
    operation: 'rmw',
    text: 'atomic_inc(&page->_refcount)',
    read: [refcount, 2],
    writes: [[refcount, 3]],
    ledger: [[2, 1]],
  },
  {
    task: 0,
    fn: 'pin_page_for_dma',
    line: 3,
    operation: 'lock',
    text: 'spin_lock(&gup_lock)',
    read: [lockAddress, 0],
    writes: [[lockAddress, 1]],
  },
  {
    task: 0,
    fn: 'pin_page_for_dma',
    line: 4,
    operation: 'read',
    text: 'page->flags',
    read: [pageAddress, 2],
  },
  {
    task: 0,
    fn: 'pin_page_for_dma',
    line: 4,
    operation: 'read',
    text: 'READ_ONCE(page->dma_pinned_flags)',
    read: [pageAddress + 8, 0x1000],
  },
  {
    task: 0,
    fn: 'pin_page_for_dma',
    line: 5,
    operation: 'rmw',
    text: 'atomic_set(&page->dma_pinned_count, 1)',
    writes: [[pageAddress + 16, 1]],
  },
  {
    task: 0,
    fn: 'pin_page_for_dma',
    line: 6,
    operation: 'unlock',
    text: 'spin_unlock(&gup_lock)',
    writes: [
      [lockAddress, 0],
      [ghostAddress, 1],
    ],
    ledger: [[1, 1]],
  },
  {
    task: 1,
    fn: 'put_page',
    line: 4,
    operation: 'rmw',
    text: 'atomic_dec_and_test(&page->dma_pinned_count)',
    read: [pageAddress + 16, 1],
    writes: [[pageAddress + 16, 0]],
  },
  {
    task: 1,
    fn: 'put_page',
    line: 9,
    operation: 'rmw',
    text: 'atomic_dec_and_test(&page->_refcount)',
    read: [refcount, 3],
    writes: [[refcount, 2]],
    ledger: [[2, -2]],
  },
];

/** The sample up to `length` steps. */
export function sampleRun(
  length = sampleSteps.length,
  names: readonly string[] = ['pinner', 'random_process'],
): Run {
  const sites: RunSite[] = [];
  const words = new Map<number, number>();
  for (const { fields } of sampleObjects) for (const { address } of fields) words.set(address & ~3, 0);
  words
    .set(pageAddress, 2)
    .set(pageAddress + 8, lockAddress)
    .set(refcount, 2);
  const head: RunHead = {
    lab: 's01-get-pin-put-early-unpin',
    design: 'lru-overlay-2018-07',
    strategy: 'lru-overlay-2018-07',
    memory: 'SC',
    tasks: names.map((name, cpu) => ({ name, kind: 'task', cpu })),
    files: ['labs/s01.lab.c'],
    objects: sampleObjects,
    pages: [{ name: 'p', address: pageAddress }],
    sites,
    holders: [
      { value: 0, name: 'page cache' },
      { value: 1, name: 'pin' },
      { value: 2, name: 'task' },
    ],
    initial: { address: Int32Array.from(words.keys()), value: Int32Array.from(words.values()) },
    initialLedger: [{ page: 0, holder: 0, delta: 1 }],
  };
  const recorder = new Recorder();
  const lane = [2];
  for (const step of sampleSteps.slice(0, length)) {
    const site = sites.push(siteOf(step)) - 1;
    for (const [address, after] of step.writes ?? []) {
      recorder.write(address, words.get(address) ?? 0, after);
      words.set(address, after);
    }
    for (const [holder, delta] of step.ledger ?? []) recorder.ledger(0, holder, delta);
    const [readAddress, readValue] = step.read ?? [0, 0];
    recorder.step({ task: step.task, site, alternative: 0, readAddress, readValue });
    lane.push(words.get(refcount) ?? 0);
  }
  const findings: RunFinding[] = [];
  if (length >= 7) {
    const name = 'unpinned_under_dma';
    findings.push({
      step: 6,
      finding: { kind: 'property', name, message: `\`${name}\` does not hold.`, span: undefined },
    });
  }
  return {
    head,
    ...recorder.columns(0),
    lanes: [{ name: '_refcount', page: 0, display: 'number', names: [], values: Int32Array.from(lane) }],
    findings,
    end: {
      kind: 'open',
      enabled: [],
      blocked: [],
      schedule: 'random_process/get_page+2#1 pinner/pin_page_for_dma+6#1',
      digest: '',
    },
  };
}

function siteOf(step: SampleStep): RunSite {
  return {
    task: step.task,
    function: step.fn,
    lineInFunction: step.line,
    ordinal: 1,
    file: 0,
    line: step.line,
    column: 1,
    endLine: step.line,
    endColumn: 9,
    operation: step.operation,
    text: step.text,
    calls: [{ function: step.fn, file: 0, line: 1 }],
  };
}
