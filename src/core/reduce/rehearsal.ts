// One run of all tasks together, in a random order: which words more than one of them writes, which are taken as locks,
// what is stored. Whoever looks for private states would find that out too, but late, and would have to begin again.
//
// Promises: the same every time. Nothing that anybody must believe: CPUs are not looked at, and no run need be complete.

import { seededRandom } from '../base/random.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Arrive, StepPaths, Surroundings } from './step-paths.ts';
import { writes } from './step-touches.ts';
import type { Leaf } from './step-tree.ts';
import { eachLeaf } from './step-tree.ts';
import { applied } from './word-bits.ts';

/** More than that is a loop. */
const mostSteps = 600;

export type ValuesByTask = ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<number>>>;

export interface Rehearsal {
  readonly shared: ReadonlySet<number>;
  readonly locks: ReadonlySet<number>;
  readonly notLocks: ReadonlySet<number>;
  /** Words that some step added to, as far as the code shows. */
  readonly added: ReadonlySet<number>;
  /** By slot, by task: what it stored there, and by how much it had changed the word in all. */
  readonly stored: ValuesByTask;
  readonly sums: ValuesByTask;
  /** By slot: locks that whoever wrote the word held all the time. */
  readonly guards: ReadonlyMap<number, readonly number[]>;
}

interface Standing {
  readonly block: number;
  readonly registers: readonly (number | undefined)[];
}

export function rehearse(layout: Layout, start: Int32Array, paths: readonly StepPaths[]): Rehearsal {
  const random = seededRandom(1);
  const shared = new Set<number>();
  const locks = new Set<number>();
  const notLocks = new Set<number>();
  /** By slot: task + 1. */
  const writers = new Int32Array(layout.length);
  const write = (slot: number, task: number) => {
    if (writers[slot] === 0) writers[slot] = task + 1;
    else if (writers[slot] !== task + 1) shared.add(slot);
  };
  const added = new Set<number>();
  const guards = new Map<number, readonly number[]>();
  const stored = new Map<number, Map<number, Set<number>>>();
  const sums = new Map<number, Map<number, Set<number>>>();
  const note = (into: typeof stored, slot: number, task: number, value: number) => {
    const byTask = into.get(slot) ?? new Map<number, Set<number>>();
    into.set(slot, byTask.set(task, (byTask.get(task) ?? new Set<number>()).add(value)));
  };
  const memory = start.slice();
  const changed = layout.tasks.map(() => new Map<number, number>());
  const standings = layout.tasks.map((one) => standingAt(one, start));
  const isOver = (task: number) => standings[task] === undefined;
  const canBegin = (task: number): boolean => {
    if (isOver(task)) return false;
    if (layout.tasks[task]?.graph.kind !== 'quiesce') return true;
    return layout.tasks.every(({ graph }, other) => graph.kind !== 'task' || isOver(other));
  };
  const step = (task: number): boolean => {
    const at = standings[task] as Standing;
    const { plan } = layout.tasks[task] as TaskLayout;
    const arrivals: (Standing | undefined)[] = [];
    const arrive: Arrive = (block, register) => {
      arrivals.push(block < 0 ? undefined : { block, registers: (plan.alive[block] ?? []).map(register) });
      return '';
    };
    const around: Surroundings = {
      hidden: (slot) => slot >= layout.identity,
      possible: (slot) => [memory[slot] as number],
      addsTo: (slot) => added.add(slot),
      isLock: () => false,
      takesLock: (slot) => locks.add(slot),
      isCounter: () => false,
    };
    const leaves: Leaf[] = [];
    eachLeaf((paths[task] as StepPaths).run(at.block, at.registers, around, arrive), (leaf) => {
      if (leaf.ending === 'ok') leaves.push(leaf);
    });
    if (leaves.length === 0) return false;
    const taken = leaves.length === 1 ? 0 : random.below(leaves.length);
    const { effects } = leaves[taken] as Leaf;
    const keeps = (lock: number) =>
      memory[lock] === task + 1 && !effects.some((effect) => effect.slot === lock && writes(effect));
    const held = [...locks].filter(keeps);
    for (const effect of effects) {
      const { slot, known, after } = effect;
      const before = memory[slot] as number;
      const now = (known ? after : applied(effect, before)) ?? 0;
      if (!writes(effect)) continue;
      write(slot, task);
      guards.set(slot, guards.get(slot)?.filter(keeps) ?? held);
      const sum = ((changed[task]?.get(slot) ?? 0) + now - before) | 0;
      changed[task]?.set(slot, sum);
      note(stored, slot, task, now);
      note(sums, slot, task, sum);
      if (now !== before && now !== (before === 0 ? task + 1 : 0)) notLocks.add(slot);
      memory[slot] = now;
    }
    standings[task] = arrivals[taken];
    return true;
  };

  let task = 0;
  for (let steps = 0, stuck = 0; steps < mostSteps && stuck < 4 * standings.length; steps++) {
    if (stuck > 0 || random.below(4) === 0) task = random.below(standings.length);
    stuck = canBegin(task) && step(task) ? 0 : stuck + 1;
  }
  return { shared, locks, notLocks, added, stored, sums, guards };
}

function standingAt(
  { placeSlot, registerSlot, sites, plan }: TaskLayout,
  state: Int32Array,
): Standing | undefined {
  const place = state[placeSlot] as number;
  if (place === 0) return undefined;
  const block = sites[(place - 1) % sites.length] as number;
  const registers = (plan.alive[block] ?? []).map((register) => {
    const colour = plan.colours[register] as number;
    return colour < 0 ? 0 : (state[registerSlot + colour] as number);
  });
  return { block, registers };
}
