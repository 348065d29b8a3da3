// A whole sweep by one thread in the simplest way, for tests and measurements of the kernel: one layer after the other,
// records never freed, started anew with a wider packing when a value does not fit.

import { assert } from '../base/assert.ts';
import { type Ancestry, choicesTo, decodeChoice } from '../explore/path.ts';
import { walkAtRandom } from '../explore/random-walks.ts';
import { absent } from '../explore/state-store.ts';
import { interruptStuckIn, stuckIn } from '../explore/stuck.ts';
import type { Violations } from '../explore/violations.ts';
import { collectViolations } from '../explore/violations.ts';
import type { Graph } from '../language/lower/graph.ts';
import { layOut } from '../machine/layout.ts';
import { type Machine, StepCode, Truth } from '../machine/machine.ts';
import { exchanged } from '../reduce/exchanged-state.fixture.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Choice } from '../schedule/schedule.ts';
import {
  areaWord,
  EventKind,
  type Kernel,
  type PackedField,
  type Packing,
  recordHeader,
  Status,
  sharedAt,
  sharedWord,
} from './memory-map.ts';
import type { SweepModule } from './module.ts';
import { sweepModule } from './module.ts';

export interface Swept {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly violations: Violations;
  readonly costs: readonly number[];
  readonly sawEnd: boolean;
  readonly bufferFull: boolean;
  readonly events: number;
  readonly module: SweepModule;
  readonly packing: Packing;
  /** In the order of numbers. */
  readonly records: () => DataView;
}

export interface DriverOptions {
  readonly plan?: ReductionPlan;
  /** Bytes of memory, and entries of the visited set as a power of two. */
  readonly memory?: number;
  readonly tableBits?: number;
  readonly now?: () => number;
  readonly tell?: (text: string) => void;
  /** As `SweepSpec.large`. */
  readonly large?: boolean;
  /** Records for each call of `expand`. */
  readonly slice?: number;
}

const roomAddress = 1024;

export function sweepAlone(graph: Graph, machine: Machine, options: DriverOptions = {}): Swept | undefined {
  const beginning = machine.start();
  assert(!beginning.ended, 'there is a first state');
  const widths = new Map<number, 1 | 2 | 4>();
  const widen = (slot: number, value: number) => {
    if (slot >= machine.layout.identity) return;
    const widest = Math.max(widths.get(slot) ?? 1, widthOf(value), widthOf(beginning.state[slot] as number));
    widths.set(slot, widest as 1 | 2 | 4);
  };
  const places = layOut(graph, false, machine.memory).tasks.map(
    ({ sites, startedOffset }) => new Uint8Array(1 + sites.length + startedOffset),
  );
  let asked = 0;
  walkAtRandom(
    machine,
    (log) => {
      for (let at = 1; at < (log[0] as number); at += 3) widen(log[at] as number, log[at + 2] as number);
    },
    () => ++asked > 3,
  );
  for (;;) {
    const swept = attempt(graph, machine, beginning.state, packingOf(widths), places, options);
    if (swept === undefined) return undefined;
    if ('task' in swept) {
      (places[swept.task] as Uint8Array)[swept.place] = 1;
      continue;
    }
    if (!('slot' in swept)) return swept;
    widen(swept.slot, swept.value);
  }
}

function widthOf(value: number): 1 | 2 | 4 {
  return value === (value << 24) >> 24 ? 1 : value === (value << 16) >> 16 ? 2 : 4;
}

interface Misfit {
  readonly slot: number;
  readonly value: number;
}
interface Missing {
  readonly task: number;
  readonly place: number;
}

function packingOf(widths: ReadonlyMap<number, 1 | 2 | 4>): Packing {
  let at = recordHeader;
  const fields: PackedField[] = [];
  for (const width of [4, 2, 1] as const) {
    for (const [slot, of] of [...widths].sort(([a], [b]) => a - b)) {
      if (of !== width) continue;
      fields.push({ slot, width, at });
      at += width;
    }
  }
  return { fields, recordBytes: (at + 3) & ~3 };
}

function attempt(
  graph: Graph,
  machine: Machine,
  start: Int32Array,
  packing: Packing,
  places: readonly Uint8Array[],
  { plan, memory: bytes = 1 << 26, tableBits = 20, now, tell, slice = 4096, large = false }: DriverOptions,
): Swept | Misfit | Missing | undefined {
  const layout = layOut(graph, false, machine.memory);
  const began = now?.() ?? 0;
  const made = sweepModule({
    graph,
    layout,
    memory: machine.memory,
    packing,
    plan,
    places,
    large,
    roomAt: roomAddress,
  });
  if (!made.ok) return undefined;
  const module = made.value;
  const memory = new WebAssembly.Memory({ initial: bytes >>> 16, maximum: 65536, shared: true });
  const words = new Int32Array(memory.buffer);
  const threadAt = (roomAddress + module.roomBytes + 63) & ~63;
  const emitted = now?.() ?? 0;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes), {
    sweep: { memory, thread: threadAt },
  });
  const kernel = instance.exports as unknown as Kernel;
  const made2 = now?.() ?? 0;
  tell?.(
    `${module.bytes.length} bytes, emitted in ${(emitted - began).toFixed(1)} ms, compiled in ${(made2 - emitted).toFixed(1)} ms`,
  );

  const eventsAt = threadAt + module.threadBytes;
  const eventsEnd = eventsAt + Math.max(1 << 16, 2 * module.eventRoom);
  const tableAt = (eventsEnd + 63) & ~63;
  const logAt = tableAt + 8 * 2 ** tableBits;
  const most = 2 ** tableBits * 0.8;
  const recordsAt = (logAt + 8 * most + 63) & ~63;
  words[(sharedAt >>> 2) + sharedWord.tableAt] = tableAt;
  words[(sharedAt >>> 2) + sharedWord.tableMask] = 2 ** tableBits - 1;
  const area = new Int32Array(memory.buffer, threadAt, 64);
  area[areaWord.outAt] = recordsAt;
  area[areaWord.outEnd] = bytes - 65536;
  area[areaWord.nextNumber] = 0;
  area[areaWord.lastNumber] = most;
  area[areaWord.logAt] = logAt;
  area[areaWord.eventAt] = eventsAt;
  area[areaWord.eventEnd] = eventsEnd;
  words.set(start, (threadAt + module.vectorAt) >>> 2);
  const word = (of: keyof typeof areaWord) => (area[areaWord[of]] as number) >>> 0;

  const ancestry: Ancestry = {
    parent: (index) => (index === 0 ? absent : (words[(logAt >>> 2) + 2 * index] as number)),
    choice: (index) => words[(logAt >>> 2) + 2 * index + 1] as number,
  };
  const violations = collectViolations(graph, ancestry);
  const costs = graph.properties.flatMap(({ kind, routine }, index) =>
    kind === 'cost' && routine && machine.evaluateProperty(start, index) === Truth.violated ? [index] : [],
  );
  const initialProperty = machine.checkProperties(start);
  if (initialProperty >= 0) {
    violations.add(machine.propertyFinding(start, initialProperty), initialProperty, 0, undefined, 0);
  }
  let events = 0;
  const judge = (depth: number) => {
    for (let at = eventsAt >>> 2; at < word('eventAt') >>> 2; at += 4) {
      events += 1;
      judgeEvent(machine, plan, ancestry, violations, costs, depth, words.subarray(at, at + 4));
    }
    area[areaWord.eventAt] = eventsAt;
  };

  kernel.seed();
  const recordBytes = packing.recordBytes;
  let depth = 0;
  area[areaWord.at] = recordsAt;
  let layerEnd = initialProperty >= 0 ? recordsAt : word('outAt');
  const startedAt = now?.() ?? 0;
  while (word('at') < layerEnd) {
    while (word('at') < layerEnd) {
      area[areaWord.end] = Math.min(layerEnd, word('at') + slice * recordBytes);
      const status = kernel.expand();
      judge(depth);
      if (status === Status.misfit) {
        return { slot: word('misfitSlot'), value: area[areaWord.misfitValue] as number };
      }
      if (status === Status.missing) {
        return { task: word('misfitSlot'), place: area[areaWord.misfitValue] as number };
      }
      if (status === Status.room || status === Status.full) return undefined;
    }
    layerEnd = word('outAt');
    if (word('at') < layerEnd || word('nextNumber') > 0) depth += 1;
  }
  const ms = (now?.() ?? 0) - startedAt;
  tell?.(
    `${ms.toFixed(0)} ms, ${(word('transitions') / ms / 1000).toFixed(2)} M transitions/s, ${recordBytes} bytes/record`,
  );
  return {
    states: word('states'),
    transitions: word('transitions'),
    depth: depthOf(ancestry, word('states')),
    violations,
    costs,
    sawEnd: word('sawEnd') !== 0,
    bufferFull: word('bufferFull') !== 0,
    events,
    module,
    packing,
    records: () => new DataView(memory.buffer, recordsAt, word('outAt') - recordsAt),
  };
}

/** The last state is one of the deepest. */
function depthOf(ancestry: Ancestry, states: number): number {
  return choicesTo(ancestry, states - 1, undefined).length;
}

/** A step, and the private ones behind it. */
function go(
  machine: Machine,
  plan: ReductionPlan | undefined,
  state: Int32Array,
  { task, alternative }: Choice,
): void {
  const slot = machine.layout.placeSlots[task] as number;
  for (let next = alternative; ; next = 0) {
    const code = machine.step(state, task, next);
    if (code !== StepCode.ok && code !== StepCode.warned) return;
    if (plan?.privatePlaces?.[task]?.[state[slot] as number] !== 1) return;
  }
}

/** As it was met, and under each name that it has in the plan. */
function judgeEvent(
  machine: Machine,
  plan: ReductionPlan | undefined,
  ancestry: Ancestry,
  violations: Violations,
  costs: number[],
  depth: number,
  [kind = 0, index = 0, encoded = 0, detail = 0]: Int32Array,
): void {
  const { state: met } = machine.start();
  for (const one of choicesTo(ancestry, index, undefined)) go(machine, plan, met, one);
  for (const exchange of [undefined, ...(plan?.exchanges ?? [])]) {
    const state = exchange ? exchanged(met, exchange) : met.slice();
    const chosen = decodeChoice(encoded);
    const choice = exchange ? { ...chosen, task: exchange.tasks[chosen.task] as number } : chosen;
    const property = exchange?.properties[detail] ?? detail;
    judgeAs(machine, violations, costs, { state, index, depth, encoded }, kind, choice, property);
  }
}

function judgeAs(
  machine: Machine,
  violations: Violations,
  costs: number[],
  at: {
    readonly state: Int32Array;
    readonly index: number;
    readonly depth: number;
    readonly encoded: number;
  },
  kind: number,
  choice: Choice,
  property: number,
): void {
  const { state, index, depth, encoded } = at;
  switch (kind) {
    case EventKind.violated: {
      const violated = machine.checkProperties(state);
      violations.add(machine.propertyFinding(state, violated), violated, index, undefined, depth + 1);
      return;
    }
    case EventKind.endViolated:
      violations.add(machine.propertyFinding(state, property), property, index, undefined, depth);
      return;
    case EventKind.cost:
      if (machine.evaluateProperty(state, property) === Truth.fault) {
        violations.add(machine.propertyFinding(state, property), undefined, index, undefined, depth + 1);
      } else if (!costs.includes(property)) costs.push(property);
      return;
    case EventKind.failed:
      machine.step(state, choice.task, choice.alternative);
      violations.add(machine.lastFinding(), machine.lastProperty(), index, encoded, depth + 1);
      return;
    case EventKind.warned:
      machine.step(state, choice.task, choice.alternative);
      for (const finding of machine.lastWarnings())
        violations.add(finding, undefined, index, encoded, depth + 1);
      return;
    case EventKind.stuck:
    case EventKind.interruptStuck: {
      const finding = kind === EventKind.stuck ? stuckIn(machine, state) : interruptStuckIn(machine, state);
      assert(finding !== undefined, 'the kernel saw that somebody hangs');
      violations.add(finding, undefined, index, undefined, depth);
      return;
    }
    default:
      assert(false, 'events have kinds');
  }
}
