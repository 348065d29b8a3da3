// The race of S01 as a hand-made run: a pinner, and a random process whose reference is older than the pin and whose
// put_page takes the pin away. For tests and for looking at the views; `sampleRun(n)` repeats it to make long runs.

import type { Lane, Run, RunSite } from '../../core/trace/run.ts';
import { at, initial, type Name, objects, pageAddress } from './sample-memory.fixture.ts';

interface Step {
  readonly task: 0 | 1;
  readonly calls: string;
  readonly line: number;
  readonly operation: string;
  readonly text: string;
  readonly reads?: Name;
  readonly writes?: (memory: Record<Name, number>) => Partial<Record<Name, number>>;
  readonly ledger?: readonly [holder: number, delta: number];
}

const lru = 1 << 5;
const set = (values: Partial<Record<Name, number>>) => () => values;

const race: readonly Step[] = [
  {
    task: 1,
    calls: 'get_page',
    line: 21,
    operation: 'rmw',
    text: 'atomic_inc(&page->_refcount)',
    reads: 'refcount',
    writes: (m) => ({ refcount: m.refcount + 1 }),
    ledger: [6, 1],
  },
  {
    task: 1,
    calls: 'get_page>PageDmaPinned',
    line: 34,
    operation: 'read',
    text: 'page->dma_pinned_flags',
    reads: 'next',
  },
  {
    task: 0,
    calls: 'gup_pin>get_user_pages',
    line: 11,
    operation: 'lock',
    text: 'spin_lock(&ptl)',
    reads: 'mapcount',
  },
  {
    task: 0,
    calls: 'gup_pin>get_user_pages>get_page',
    line: 21,
    operation: 'rmw',
    text: 'atomic_inc(&page->_refcount)',
    reads: 'refcount',
    writes: (m) => ({ refcount: m.refcount + 1 }),
    ledger: [5, 1],
  },
  {
    task: 0,
    calls: 'gup_pin>get_user_pages>get_page>PageDmaPinned',
    line: 34,
    operation: 'read',
    text: 'page->dma_pinned_flags',
    reads: 'next',
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma',
    line: 52,
    operation: 'lock',
    text: 'spin_lock(&zone_gup_lock)',
    reads: 'gupLock',
    writes: set({ gupLock: 1 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>PageDmaPinned',
    line: 34,
    operation: 'read',
    text: 'page->dma_pinned_flags',
    reads: 'next',
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page',
    line: 71,
    operation: 'read',
    text: 'PageLRU(page)',
    reads: 'flags',
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page',
    line: 74,
    operation: 'lock',
    text: 'spin_lock_irq(&lru_lock)',
    reads: 'lruLock',
    writes: set({ lruLock: 1 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page',
    line: 76,
    operation: 'rmw',
    text: 'atomic_inc(&page->_refcount)',
    reads: 'refcount',
    writes: (m) => ({ refcount: m.refcount + 1 }),
    ledger: [4, 1],
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page',
    line: 77,
    operation: 'rmw',
    text: 'clear_bit(PG_lru, &page->flags)',
    reads: 'flags',
    writes: (m) => ({ flags: m.flags & ~lru }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page>list_del',
    line: 15,
    operation: 'write',
    text: 'next->prev = prev',
    writes: set({ headPrev: 0x1100 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page>list_del',
    line: 16,
    operation: 'write',
    text: 'prev->next = next',
    writes: set({ headNext: 0x1100 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page>list_del',
    line: 17,
    operation: 'write',
    text: 'entry->next = LIST_POISON1',
    writes: set({ next: 0x100 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page>list_del',
    line: 18,
    operation: 'write',
    text: 'entry->prev = LIST_POISON2',
    writes: set({ prev: 0x200 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>isolate_lru_page',
    line: 80,
    operation: 'unlock',
    text: 'spin_unlock_irq(&lru_lock)',
    writes: set({ lruLock: 0 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma',
    line: 58,
    operation: 'write',
    text: 'atomic_set(&page->dma_pinned_count, 1)',
    writes: set({ prev: 1 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma>SetPageDmaPinned',
    line: 40,
    operation: 'write',
    text: 'page->dma_pinned_flags = 2',
    writes: set({ next: 2 }),
  },
  {
    task: 0,
    calls: 'gup_pin>pin_page_for_dma',
    line: 61,
    operation: 'unlock',
    text: 'spin_unlock(&zone_gup_lock)',
    writes: set({ gupLock: 0, pins: 1 }),
  },
  {
    task: 1,
    calls: 'put_page>PageDmaPinned',
    line: 34,
    operation: 'read',
    text: 'page->dma_pinned_flags',
    reads: 'next',
  },
  {
    task: 0,
    calls: 'device_write',
    line: 8,
    operation: 'write',
    text: 'device writes through its pin',
    reads: 'pins',
  },
  {
    task: 1,
    calls: 'put_page>unpin_page_for_dma',
    line: 90,
    operation: 'rmw',
    text: 'atomic_dec_and_test(&page->dma_pinned_count)',
    reads: 'prev',
    writes: (m) => ({ prev: m.prev - 1 }),
  },
  {
    task: 1,
    calls: 'put_page>unpin_page_for_dma',
    line: 92,
    operation: 'lock',
    text: 'spin_lock(&zone_gup_lock)',
    reads: 'gupLock',
    writes: set({ gupLock: 2 }),
  },
  {
    task: 1,
    calls: 'put_page>unpin_page_for_dma',
    line: 93,
    operation: 'read',
    text: 'atomic_read(&page->dma_pinned_count)',
    reads: 'prev',
  },
  {
    task: 1,
    calls: 'put_page>unpin_page_for_dma>ClearPageDmaPinned',
    line: 44,
    operation: 'write',
    text: 'page->dma_pinned_flags = 0',
    writes: set({ next: 0 }),
  },
  {
    task: 1,
    calls: 'put_page>unpin_page_for_dma',
    line: 96,
    operation: 'unlock',
    text: 'spin_unlock(&zone_gup_lock)',
    writes: set({ gupLock: 0 }),
  },
  {
    task: 1,
    calls: 'put_page',
    line: 28,
    operation: 'rmw',
    text: 'atomic_dec_and_test(&page->_refcount)',
    reads: 'refcount',
    writes: (m) => ({ refcount: m.refcount - 1 }),
    ledger: [6, -1],
  },
  {
    task: 0,
    calls: 'device_write',
    line: 9,
    operation: 'write',
    text: 'device writes through its pin',
    reads: 'pins',
  },
  {
    task: 0,
    calls: 'gup_unpin',
    line: 70,
    operation: 'read',
    text: 'page->dma_pinned_flags',
    reads: 'next',
    writes: set({ pins: 0 }),
  },
];

const holders = ['', 'page cache', 'PTE', 'pagevec', 'isolation', 'pin', 'task'].map((name, value) => ({
  value,
  name,
}));

export function sampleRun(steps = race.length, pages = 1): Run {
  const sites: RunSite[] = [];
  const siteOf = new Map<Step, number>();
  const memory = { ...initial };
  const lanes = laneReaders(pages).map((lane) => ({ ...lane, values: new Int32Array(steps + 1) }));
  const recordLanes = (k: number) => {
    for (const { values, read } of lanes) values[k] = read(memory);
  };
  recordLanes(0);

  const task = new Uint8Array(steps);
  const site = new Uint32Array(steps);
  const readAddress = new Int32Array(steps);
  const readValue = new Int32Array(steps);
  const firstWrite = new Uint32Array(steps + 1);
  const firstLedger = new Uint32Array(steps + 1);
  const writes: { address: number; before: number; after: number }[] = [];
  const ledger: { holder: number; delta: number }[] = [];

  for (let k = 0; k < steps; k += 1) {
    const step = race[k % race.length]!;
    if (k > 0 && k % race.length === 0) Object.assign(memory, initial, { refcount: memory.refcount });
    task[k] = step.task;
    site[k] = siteIndex(step, sites, siteOf);
    if (step.reads) {
      readAddress[k] = at[step.reads];
      readValue[k] = memory[step.reads];
    }
    for (const [name, after] of Object.entries(step.writes?.(memory) ?? {}) as [Name, number][]) {
      writes.push({ address: at[name], before: memory[name], after });
      memory[name] = after;
    }
    if (step.ledger) ledger.push({ holder: step.ledger[0], delta: step.ledger[1] });
    firstWrite[k + 1] = writes.length;
    firstLedger[k + 1] = ledger.length;
    recordLanes(k + 1);
  }

  const initialRows = (Object.keys(at) as Name[]).sort((a, b) => at[a] - at[b]);
  return {
    head: {
      lab: 's01-get-pin-put-early-unpin',
      strategy: 'lru-overlay-2018-07',
      design: 'lru-overlay-2018-07',
      memory: 'SC',
      tasks: [
        { name: 'pinner', kind: 'task', cpu: 0 },
        { name: 'random_process', kind: 'task', cpu: 1 },
      ],
      files: ['labs/s01-get-pin-put-early-unpin.lab.c', 'kernel/mm/gup.c', 'kernel/mm/swap.c'],
      objects,
      pages: Array.from({ length: pages }, (_, index) => ({
        name: ['p', 'q', 'r'][index] ?? `p${index}`,
        address: pageAddress,
      })),
      sites,
      holders,
      initial: {
        address: Int32Array.from(initialRows, (name) => at[name]),
        value: Int32Array.from(initialRows, (name) => initial[name]),
      },
      initialLedger: [
        { page: 0, holder: 1, delta: 1 },
        { page: 0, holder: 2, delta: 1 },
      ],
    },
    steps: {
      length: steps,
      task,
      site,
      alternative: new Uint8Array(steps),
      firstWrite,
      firstLedger,
      readAddress,
      readValue,
    },
    writes: {
      length: writes.length,
      address: Int32Array.from(writes, (row) => row.address),
      before: Int32Array.from(writes, (row) => row.before),
      after: Int32Array.from(writes, (row) => row.after),
    },
    ledger: {
      length: ledger.length,
      page: new Uint8Array(ledger.length),
      holder: Uint8Array.from(ledger, (row) => row.holder),
      delta: Int32Array.from(ledger, (row) => row.delta),
    },
    lanes: lanes.map(({ read: _, ...lane }): Lane => lane),
    findings: [
      {
        step: Math.min(steps - 1, 24),
        finding: {
          kind: 'property',
          name: 'unpinned_under_dma',
          message: 'A page with a live pin was not reported as pinned.',
          span: undefined,
        },
      },
    ],
    end: { kind: 'finished', enabled: [], blocked: [], schedule: '', digest: '' },
  };
}

function siteIndex(step: Step, sites: RunSite[], known: Map<Step, number>): number {
  const found = known.get(step);
  if (found !== undefined) return found;
  const names = step.calls.split('>');
  const index = sites.push({
    task: step.task,
    function: names.at(-1) ?? '',
    lineInFunction: step.line % 10,
    ordinal: 1,
    file: step.calls.startsWith('gup') ? 1 : 2,
    line: step.line,
    column: 2,
    endLine: step.line,
    endColumn: 2 + step.text.length,
    operation: step.operation,
    text: step.text,
    calls: names.map((name, level) => ({
      function: name,
      file: level === 0 ? 0 : 1,
      line: 10 + 3 * level + step.task * 6 + name.length,
    })),
  });
  known.set(step, index - 1);
  return index - 1;
}

function laneReaders(
  pages: number,
): readonly (Omit<Lane, 'values'> & { read(m: Record<Name, number>): number })[] {
  const flagNames = objects[0]?.fields[0]?.names ?? [];
  const lruNames = ['none', 'inactive_file', 'pagevec', 'isolated', 'pinned'].map((name, value) => ({
    value,
    name,
  }));
  return Array.from({ length: pages }, (_, page) => [
    {
      name: '_refcount',
      page,
      display: 'number' as const,
      names: [],
      read: (m: Record<Name, number>) => m.refcount,
    },
    {
      name: 'flags',
      page,
      display: 'bits' as const,
      names: flagNames,
      read: (m: Record<Name, number>) => m.flags,
    },
    {
      name: 'LRU',
      page,
      display: 'enum' as const,
      names: lruNames,
      read: (m: Record<Name, number>) => lruState(m),
    },
    {
      name: 'dma_pinned_count',
      page,
      display: 'number' as const,
      names: [],
      read: (m: Record<Name, number>) => ((m.next & 2) !== 0 ? m.prev : 0),
    },
    {
      name: 'knows',
      page,
      display: 'bool' as const,
      names: [],
      read: (m: Record<Name, number>) => ((m.next & 2) !== 0 ? 1 : 0),
    },
    { name: 'truth', page, display: 'number' as const, names: [], read: (m: Record<Name, number>) => m.pins },
  ]).flat();
}

function lruState(m: Record<Name, number>): number {
  if ((m.flags & lru) !== 0) return 1;
  if (m.lruLock !== 0) return 3;
  return (m.next & 2) !== 0 ? 4 : 0;
}
