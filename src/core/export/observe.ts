// What a small lab does, seen by doing all of it: the same answers as core/analyse gives, for labs on which that one gives up.
//
// Promises: nothing that some run does is missing; undefined where there are more states than `most`. What comes behind a
// violated property is in it where that is not too much. Does not say which way a branch goes, nor what a property can answer.

import type { Analysis, SiteAnalysis, TaskAnalysis, Values } from '../analyse/analysis.ts';
import { Touch } from '../analyse/analysis.ts';
import { assert } from '../base/assert.ts';
import type { CodeBlock, Graph, Routine } from '../language/lower/graph.ts';
import { addressTable, slotAt } from '../machine/address-table.ts';
import { compileMachine } from '../machine/compile.ts';
import { regionFrom } from '../machine/emit-region.ts';
import type { Layout } from '../machine/layout.ts';
import { StepCode } from '../machine/machine.ts';

interface SiteSeen {
  readonly loads: Set<number>;
  readonly stores: Set<number>;
  readonly next: Set<number>;
  failed: boolean;
  faulted: boolean;
  warned: boolean;
  pruned: boolean;
  blocked: boolean;
}

export function observe(graph: Graph, layout: Layout, most: number): Analysis | undefined {
  return observeRuns(graph, layout, most, false) ?? observeRuns(graph, layout, most, true);
}

function observeRuns(
  graph: Graph,
  layout: Layout,
  most: number,
  stopsAtViolation: boolean,
): Analysis | undefined {
  const table = addressTable(graph.memory, layout.wordSlots);
  const seen = layout.tasks.map(() => new Map<number, SiteSeen>());
  let here: SiteSeen | undefined;
  const machine = compileMachine(graph, 'SC', {
    load: (address) => here?.loads.add(slotAt(table, address)),
    store: (address) => here?.stores.add(slotAt(table, address)),
    ledger: () => undefined,
    finding: () => undefined,
  });
  assert(
    machine.layout.length === layout.length,
    'the graph has no ledger, for which registers would live longer',
  );
  const values = new SlotValues(layout.length);
  const met = new Set<string>();
  const open: Int32Array[] = [];
  const meet = (state: Int32Array) => {
    // Ghosts that nobody sees make no state another one; the way to a first of them is as good as any.
    const key = keyOf(state.subarray(0, layout.identity));
    if (met.has(key)) return;
    met.add(key);
    values.add(state);
    open.push(state);
  };
  meet(machine.start().state);
  for (let state = open.pop(); state; state = open.pop()) {
    if (met.size > most) return undefined;
    if (stopsAtViolation && machine.checkProperties(state) >= 0) continue;
    for (let task = 0; task < layout.tasks.length; task++) {
      const place = placeIn(layout, task, state);
      if (place === 0 || !machine.mayRun(state, task)) continue;
      here = siteOf(seen[task] as Map<number, SiteSeen>, place);
      for (let choice = 0; choice < machine.alternatives(state, task); choice++) {
        const next = state.slice();
        const code = machine.step(next, task, choice);
        if (code === StepCode.blocked) here.blocked = true;
        if (code === StepCode.pruned) here.pruned = true;
        if (code === StepCode.warned) here.warned = true;
        if (code === StepCode.finding) {
          here.failed = true;
          here.faulted ||= /access$/.test(machine.lastFinding().kind);
        }
        if (code !== StepCode.ok && code !== StepCode.warned) continue;
        here.next.add(placeIn(layout, task, next));
        meet(next);
      }
      here = undefined;
    }
    // A site where a task only ever waits is reached too.
    layout.tasks.forEach((_, task) => {
      const place = placeIn(layout, task, state);
      if (place !== 0) siteOf(seen[task] as Map<number, SiteSeen>, place);
    });
  }
  return {
    tasks: layout.tasks.map((_, task) => taskAnalysis(layout, task, seen[task] as Map<number, SiteSeen>)),
    slots: values.found(),
    properties: graph.properties.map(({ routine }) => ({
      reads: routine ? readsOf(graph, layout, routine) : new Int32Array(),
      mayFail: true,
      asked: true,
    })),
    imprecise: false,
  };
}

function keyOf(state: Int32Array): string {
  const halves = new Uint16Array(state.buffer, state.byteOffset, 2 * state.length);
  let key = '';
  for (let at = 0; at < halves.length; at += 4096) {
    key += String.fromCharCode(...halves.subarray(at, at + 4096));
  }
  return key;
}

/** 1 … n, or 0: as `TaskAnalysis.sites` counts. */
function placeIn({ tasks }: Layout, task: number, state: Int32Array): number {
  const layout = tasks[task];
  const place = state[layout?.placeSlot ?? -1] ?? 0;
  const offset = layout?.startedOffset ?? 0;
  return offset > 0 && place > offset ? place - offset : place;
}

function siteOf(sites: Map<number, SiteSeen>, place: number): SiteSeen {
  const known = sites.get(place);
  if (known) return known;
  const site: SiteSeen = {
    loads: new Set(),
    stores: new Set(),
    next: new Set(),
    failed: false,
    faulted: false,
    warned: false,
    pruned: false,
    blocked: false,
  };
  sites.set(place, site);
  return site;
}

function taskAnalysis(layout: Layout, task: number, seen: ReadonlyMap<number, SiteSeen>): TaskAnalysis {
  const { graph, sites } = layout.tasks[task] as Layout['tasks'][number];
  const { blocks } = graph;
  const reached = new Uint8Array(blocks.length);
  const inside = new Map<number, SiteSeen[]>();
  for (const [place, site] of seen) {
    for (const block of regionFrom(blocks, sites[place - 1] ?? 0).blocks) {
      reached[block] = 1;
      const list = inside.get(block);
      if (list) list.push(site);
      else inside.set(block, [site]);
    }
  }
  return {
    reached,
    sites: [
      undefined,
      ...sites.map((block, index) => siteAnalysis(blocks[block] as CodeBlock, block, seen.get(index + 1))),
    ],
    takes: () => true,
    access(block, at) {
      const instruction = blocks[block]?.code[at];
      if (instruction === undefined || !('address' in instruction)) return undefined;
      const where = inside.get(block) ?? [];
      const sets = where.map(({ loads, stores }) => (instruction.kind === 'load' ? loads : stores));
      const slots = [...new Set(sets.flatMap((set) => [...set]))].filter((slot) => slot >= 0);
      return { slots: slots.sort((a, b) => a - b), mayFault: where.some(({ faulted }) => faulted) };
    },
  };
}

function siteAnalysis(site: CodeBlock, block: number, seen: SiteSeen | undefined): SiteAnalysis | undefined {
  if (seen === undefined) return undefined;
  const slots = [...new Set([...seen.loads, ...seen.stores])]
    .filter((slot) => slot >= 0)
    .sort((a, b) => a - b);
  const choice = site.code.find(({ kind }) => kind === 'choose');
  return {
    block,
    footprint: {
      slots: Int32Array.from(slots),
      touches: Uint8Array.from(
        slots,
        (slot) => (seen.loads.has(slot) ? Touch.read : 0) | (seen.stores.has(slot) ? Touch.write : 0),
      ),
      imprecise: false,
    },
    next: [...seen.next].sort((a, b) => a - b),
    mayBlock: seen.blocked,
    mayFail: seen.failed,
    mayWarn: seen.warned,
    mayPrune: seen.pruned,
    alternatives: choice?.kind === 'choose' ? choice.count : 1,
    repeats: true,
  };
}

/** The words whose addresses the routine names; every word, where it computes one. */
function readsOf(graph: Graph, layout: Layout, { blocks }: Routine): Int32Array {
  const table = addressTable(graph.memory, layout.wordSlots);
  const loads = blocks.flatMap(({ code }) => code.filter((one) => one.kind === 'load'));
  const named = loads.flatMap(({ address }) =>
    address.kind === 'const' ? [slotAt(table, address.value)] : [],
  );
  return named.length === loads.length ? Int32Array.from(new Set(named)) : layout.wordSlots.slice();
}

const mostListed = 64;

/** What each slot holds in some state. */
class SlotValues {
  readonly #sets: (Set<number> | undefined)[];
  readonly #low: Int32Array;
  readonly #high: Int32Array;

  constructor(length: number) {
    this.#sets = Array.from({ length }, () => new Set());
    this.#low = new Int32Array(length).fill(0x7fffffff);
    this.#high = new Int32Array(length).fill(-0x80000000);
  }

  add(state: Int32Array): void {
    state.forEach((value, slot) => {
      if (value < (this.#low[slot] as number)) this.#low[slot] = value;
      if (value > (this.#high[slot] as number)) this.#high[slot] = value;
      const set = this.#sets[slot];
      if (set === undefined) return;
      set.add(value);
      if (set.size > mostListed) this.#sets[slot] = undefined;
    });
  }

  found(): readonly Values[] {
    return this.#sets.map((set, slot) => {
      const list = set && [...set].sort((a, b) => a - b);
      const bits = list ? list.reduce((sum, value) => sum | value, 0) : -1;
      const ones = list ? list.reduce((sum, value) => sum & value, -1) : 0;
      return { list, low: this.#low[slot] ?? 0, high: this.#high[slot] ?? 0, bits, ones };
    });
  }
}
