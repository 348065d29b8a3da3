// The functions of a machine, each compiled by `new Function` when it is first called: a task that inlines thousands of
// steps is seldom searched through more than a tenth of them.
//
// Promises: what compiled text may touch comes in as `Host`. Runs in Node worker threads; a page with a strict CSP
// cannot do this. Does not know what the text is (machine-text.ts).

import type { Graph } from '../language/lower/graph.ts';
import { division } from './emit-value.ts';
import type { Layout, TaskLayout } from './layout.ts';
import { StepCode } from './machine.ts';
import type { MachineText } from './machine-text.ts';
import type { storeBuffers } from './store-buffer.ts';

type StoreBuffers = ReturnType<typeof storeBuffers>;

/** What generated code calls, under these names. */
export interface Host {
  /** Address table: slot by address / 4. */
  readonly slots: Int32Array;
  readonly log: Int32Array;
  readonly fault: (address: number, size: number, write: boolean) => void;
  readonly fuel: () => void;
  /** An `at` property does not hold. */
  readonly violate: (property: number) => void;
  readonly bug: (index: number) => void;
  readonly warn: (index: number) => void;
  readonly valid: (address: number, size: number) => boolean;
  readonly cpu: (word: number, op: number, task: number) => number;
  /** A store finds its buffer full. */
  readonly full: () => void;
  readonly look: StoreBuffers['look'];
  readonly put: StoreBuffers['put'];
  readonly order: StoreBuffers['order'];
  readonly forget: StoreBuffers['forget'];
  readonly seen: {
    readonly load: (address: number, size: number, value: number, access: number) => void;
    readonly store: (address: number, before: number, after: number, access: number) => void;
    readonly ledger: (page: number, holder: number, delta: number) => void;
  };
}

/** Vector, alternative -> StepCode. */
export type StepFunction = (v: Int32Array, alternative: number) => number;
export type RoutineFunction = (v: Int32Array) => number;

export interface Generated {
  /** By task. */
  readonly steps: readonly StepFunction[];
  /** By task: its CPU or its kind keeps it from running, whatever stands at its site. */
  readonly hindered: readonly ((v: Int32Array) => boolean)[];
  readonly beginnings: readonly StepFunction[];
  /** The value of the lock word that a task wants at a place, or 0. */
  readonly lock: (v: Int32Array, task: number, place: number) => number;
  readonly boot: RoutineFunction;
  /** Index of the first violated `always` or `never`, or -1. */
  readonly check: RoutineFunction;
  /** A Truth; properties without a routine are content. */
  readonly property: (v: Int32Array, index: number) => number;
  readonly lane: (v: Int32Array, index: number) => number;
}

/** `more`: what this text alone may touch, beside the host. */
type Compile = <T>(source: string, more?: Readonly<Record<string, unknown>>) => T;

/** Functions of `layout`'s tasks and `graph`'s routines, from their text. */
export function generate(graph: Graph, layout: Layout, text: MachineText, host: Host): Generated {
  const names = [...Object.keys(host), ...Object.keys(division)];
  const values = [...Object.values(host), ...Object.values(division)];
  const compile: Compile = <T>(source: string, more: Readonly<Record<string, unknown>> = {}): T => {
    const make = new Function(...names, ...Object.keys(more), `"use strict";${source}`);
    return (make as (...given: unknown[]) => T)(...values, ...Object.values(more));
  };

  const probes = layout.tasks.map((each, task) => lockProbes(each, task, text, compile));
  const beginnings = layout.tasks.map((_, task) => once(() => compile<StepFunction>(text.beginning(task))));
  const boot = once(() => compile<RoutineFunction>(text.boot()));
  const judged = once(() => compile<Judged>(text.properties()));
  const lanes = graph.lanes.map((_, index) => once(() => compile<RoutineFunction>(text.lane(index))));

  return {
    steps: layout.tasks.map((each, task) =>
      compile<StepFunction>(text.task(task), { steps: stepTable(each, task, text, compile) }),
    ),
    hindered: layout.tasks.map((_, task) => compile<(v: Int32Array) => boolean>(text.hindrance(task))),
    beginnings: beginnings.map((made) => (v, alternative) => made()(v, alternative)),
    lock: (v, task, place) => probes[task]?.(place)(v) ?? 0,
    boot: (v) => boot()(v),
    check: (v) => judged().check(v),
    property: (v, index) => (judged().properties[index] as RoutineFunction)(v),
    lane: (v, index) => lanes[index]?.()(v) ?? 0,
  };
}

interface Judged {
  readonly check: RoutineFunction;
  readonly properties: readonly RoutineFunction[];
}

/** Blocks by place, see layout.ts; nothing stands at place 0. */
function blocksByPlace({ sites, startedOffset }: TaskLayout): readonly number[] {
  return startedOffset > 0 ? [0, ...sites, ...sites] : [0, ...sites];
}

/** By place. Until somebody stands there, a function that compiles the right one and puts it in its place. */
function stepTable(layout: TaskLayout, task: number, text: MachineText, compile: Compile): StepFunction[] {
  const blocks = blocksByPlace(layout);
  const { startedOffset, placeSlot } = layout;
  const first: StepFunction = (v, alternative) => {
    const place = v[placeSlot] as number;
    const made = compile<StepFunction>(text.step(task, blocks[place] as number));
    table[place] = made;
    // The other place of the same site.
    if (startedOffset > 0)
      table[place > startedOffset ? place - startedOffset : place + startedOffset] = made;
    return made(v, alternative);
  };
  const table = blocks.map((_, place) => (place === 0 ? ended : first));
  return table;
}

function lockProbes(layout: TaskLayout, task: number, text: MachineText, compile: Compile) {
  const blocks = blocksByPlace(layout);
  const make = (place: number): RoutineFunction => {
    const block = blocks[place];
    const source = place === 0 || block === undefined ? undefined : text.lockProbe(task, block);
    return source === undefined ? none : compile<RoutineFunction>(source);
  };
  const probes = new Map<number, RoutineFunction>();
  return (place: number): RoutineFunction => {
    const probe = probes.get(place) ?? make(place);
    probes.set(place, probe);
    return probe;
  };
}

const ended: StepFunction = () => StepCode.blocked;
const none: RoutineFunction = () => 0;

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
