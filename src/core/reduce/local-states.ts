// Thread-modular reachability: the private states that each task can be in, and what each word can hold, each task run
// against all values that the others may leave (Flanagan and Qadeer, SPIN 2003; words of one task, counters and locks exact).
//
// Promises: every reachable state of the machine is a combination of private states and word values found here; a task
// that `holds` a lock has it, and nobody else gives it back. Throws `TooMuch`.

import { analyse } from '../analyse/analyse.ts';
import type { Graph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Arrive, StepPaths, Surroundings } from './step-paths.ts';
import { stepPaths, TooMuch } from './step-paths.ts';
import type { Effect, Leaf, Tree } from './step-tree.ts';
import { eachLeaf } from './step-tree.ts';
import { applied } from './word-bits.ts';
import type { Mistakes } from './word-mistakes.ts';
import { createMistakes, Mistaken } from './word-mistakes.ts';
import type { WordRules, WordValues } from './word-values.ts';
import { wordValues } from './word-values.ts';

/** Steps run by all attempts together, without and with help; some tens of a millisecond each. */
const mostRuns = { alone: 3000, helped: 5000 } as const;
/** Of an attempt that is known to be wrong, and goes on to see what else is. */
const mostAfterwards = 150;

/** Where a task can be by itself. */
export interface LocalState {
  readonly task: number;
  /** 0 where the task has ended. */
  readonly place: number;
  /** In the order of `plan.alive` of its block. */
  readonly registers: readonly (number | undefined)[];
  /** Words that no other task touches, where they are not what they were at the start. */
  readonly own: ReadonlyMap<number, number | undefined>;
  /** What the task has added to each counter. */
  readonly parts: ReadonlyMap<number, number>;
  readonly holds: readonly number[];
  /** What its next step can do; undefined where it has ended. */
  tree: Tree | undefined;
  /** Places to which that step can lead. */
  next: readonly number[];
}

export interface LocalStates {
  /** By task. */
  readonly tasks: readonly (readonly LocalState[])[];
  readonly words: WordValues;
  /** Slots of words that are only ever used as locks. */
  readonly locks: ReadonlySet<number>;
  /** Some word is taken like a lock, and then used as something else. */
  readonly lockMisused: boolean;
  /** Words that one task only touches, by slot; of those the ones that it looked at: their values are in no tree. */
  readonly owners: ReadonlyMap<number, number>;
  readonly ownLooked: ReadonlySet<number>;
}

/**
 * `start`: the state after `machine.start()`. Where this alone gets too much or loses its way, the abstract values of
 * core/analyse keep it to what they know: both hold of every reachable state.
 */
export function localStates(graph: Graph, layout: Layout, start: Int32Array): LocalStates {
  try {
    return localStatesWithin(graph, layout, start, () => undefined, mostRuns.alone);
  } catch (reason) {
    if (!(reason instanceof TooMuch)) throw reason;
    const { imprecise, slots } = analyse(graph, layout, start);
    if (imprecise) throw reason;
    return localStatesWithin(graph, layout, start, (slot) => slots[slot]?.list, mostRuns.helped);
  }
}

function localStatesWithin(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  limit: WordRules['limit'],
  most: number,
): LocalStates {
  const table = addressTable(graph.memory, layout.wordSlots);
  const paths = layout.tasks.map(({ graph: task }) => stepPaths(graph, task.blocks, task.registers, table));
  const mistakes = createMistakes(limit);
  const work = { left: most };
  // First each task as if it were alone: most of the words that they share show at once.
  for (let alone = true; ; alone = false) {
    try {
      const found = exploreOnce(graph, layout, start, paths, mistakes, work, alone);
      if (!mistakes.take() && !alone) return found;
    } catch (reason) {
      if (!(reason instanceof Mistaken)) throw reason;
      mistakes.take();
    }
  }
}

function exploreOnce(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  paths: readonly StepPaths[],
  mistakes: Mistakes,
  work: { left: number },
  alone: boolean,
): LocalStates {
  const words = wordValues(
    start,
    {
      tasks: graph.tasks.length,
      last: graph.tasks.findIndex(({ kind }) => kind === 'quiesce'),
      untilLast: graph.tasks.map(({ kind }) => kind === 'task'),
    },
    mistakes,
  );
  /** Those that this attempt knows from its beginning on. */
  const locks = new Set(mistakes.locks);
  const ownLooked = new Set<number>();
  const owners = new Map<number, number>();
  const found: LocalState[][] = graph.tasks.map(() => []);
  const byKey = new Map<string, LocalState>();
  const readers = new Map<number, Set<LocalState>>();
  const waiting: LocalState[] = [];
  const isWaiting = new Set<LocalState>();

  const push = (local: LocalState) => {
    if (local.place === 0 || isWaiting.has(local)) return;
    isWaiting.add(local);
    waiting.push(local);
  };
  words.onChange((slot) => {
    for (const reader of readers.get(slot) ?? []) push(reader);
  });
  const watch = (slot: number, local: LocalState) => {
    const known = readers.get(slot);
    if (known) known.add(local);
    else readers.set(slot, new Set([local]));
  };
  /** Whether no other task touches the word, as far as is known. */
  const owns = (task: number, slot: number): boolean => {
    if (mistakes.shared.has(slot)) return false;
    const owner = owners.get(slot);
    if (owner === undefined) owners.set(slot, task);
    else if (owner !== task) mistakes.share(slot, alone);
    return alone || owner === undefined || owner === task;
  };
  const reach = (local: Omit<LocalState, 'tree' | 'next'>, key: string) => {
    if (byKey.has(key)) return;
    const made: LocalState = { ...local, tree: undefined, next: [] };
    byKey.set(key, made);
    (found[local.task] as LocalState[]).push(made);
    for (const [slot, part] of local.parts) words.counted(local.task, slot, part, local.place === 0);
    push(made);
  };

  /** What the task has of its own after a path; a lock or counter that is used as something else is a mistake. */
  const settle = (local: LocalState, effects: readonly Effect[]) => {
    const { task } = local;
    const own = new Map(local.own);
    const parts = new Map(local.parts);
    let { holds } = local;
    for (const effect of effects) {
      const { slot, known, before, after } = effect;
      if (locks.has(slot) && (!known || after !== before)) {
        const takes = known && before === 0 && after === task + 1 && !holds.includes(slot);
        const gives = known && after === 0 && holds.includes(slot);
        if (!takes && !gives) mistakes.noLock(slot);
        holds = takes ? [...holds, slot].sort((a, b) => a - b) : holds.filter((one) => one !== slot);
      }
      if (owns(task, slot)) {
        const now = known ? after : applied(effect, own.has(slot) ? own.get(slot) : start[slot]);
        if (now === start[slot]) own.delete(slot);
        else own.set(slot, now);
      } else if (words.isCounter(slot)) {
        const by = known ? difference(before, after) : effect.mask === 0 ? after : undefined;
        if (by === undefined) mistakes.noCounter(slot);
        const sum = ((parts.get(slot) ?? 0) + (by ?? 0)) | 0;
        if (sum === 0) parts.delete(slot);
        else parts.set(slot, sum);
      }
    }
    return { own: inOrder(own), parts: inOrder(parts), holds };
  };
  const leave = (local: LocalState, { ending, effects }: Leaf) => {
    if (ending !== 'ok') return;
    const { task } = local;
    for (const effect of effects) {
      const { slot, known, before, after, mask } = effect;
      if (words.isCounter(slot)) continue;
      if (known || mask === -1) {
        if (!known || after !== before || after === undefined) words.stored(task, slot, after);
        continue;
      }
      watch(slot, local);
      const now = words.possible(slot, { task, own: 0 });
      if (now === undefined) words.stored(task, slot, undefined);
      else for (const value of now) words.stored(task, slot, applied(effect, value));
    }
  };

  const surroundingsOf = (local: LocalState): Surroundings => ({
    hidden: (slot) => slot >= layout.identity,
    possible(slot) {
      if (local.holds.includes(slot)) return [local.task + 1];
      if (owns(local.task, slot)) {
        ownLooked.add(slot);
        const value = local.own.has(slot) ? local.own.get(slot) : start[slot];
        return value === undefined ? undefined : [value];
      }
      watch(slot, local);
      return words.possible(slot, { task: local.task, own: local.parts.get(slot) ?? 0 });
    },
    addsTo(slot) {
      if (mistakes.shared.has(slot)) words.makeCounter(slot);
    },
    isLock: (slot) => locks.has(slot),
    takesLock: mistakes.takesLock,
    isCounter: words.isCounter,
  });
  const step = (local: LocalState) => {
    const { sites, startedOffset, places, plan } = layout.tasks[local.task] as TaskLayout;
    const block = sites[(local.place - 1) % sites.length] as number;
    const next = new Set<number>();
    const arrive: Arrive = (target, register, effects) => {
      const place = target < 0 ? 0 : (places[target] as number) + startedOffset;
      const registers = target < 0 ? [] : (plan.alive[target] ?? []).map(register);
      const { own, parts, holds } = settle(local, effects);
      const key = `${local.task} ${place} ${registers.join()} ${[...own].join()} ${[...parts].join()} ${holds.join()}`;
      reach({ task: local.task, place, registers, own, parts, holds }, key);
      next.add(place);
      return key;
    };
    const given = (plan.alive[block] ?? []).map((register, at) => [register, local.registers[at]] as const);
    const tree = (paths[local.task] as StepPaths).run(block, given, surroundingsOf(local), arrive);
    local.tree = tree;
    local.next = [...next];
    eachLeaf(tree, (leaf) => leave(local, leaf));
  };

  layout.tasks.forEach((one, task) => {
    const place = start[one.placeSlot] as number;
    const block = place === 0 ? -1 : (one.sites[(place - 1) % one.sites.length] as number);
    const registers = (one.plan.alive[block] ?? []).map((register) => {
      const colour = one.plan.colours[register] as number;
      return colour < 0 ? 0 : (start[one.registerSlot + colour] as number);
    });
    reach({ task, place, registers, own: new Map(), parts: new Map(), holds: [] }, `${task} start`);
  });
  let afterwards = 0;
  for (let local = waiting.pop(); local; local = waiting.pop()) {
    isWaiting.delete(local);
    work.left -= 1;
    if (!alone && mistakes.some) afterwards += 1;
    if (afterwards > mostAfterwards) throw new Mistaken();
    if (work.left < 0) throw new TooMuch('its tasks have too many private states');
    step(local);
  }
  for (const slot of mistakes.shared) owners.delete(slot);
  return { tasks: found, words, locks, lockMisused: mistakes.notLocks.size > 0, owners, ownLooked };
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) | 0;
}

function inOrder<T>(bySlot: ReadonlyMap<number, T>): ReadonlyMap<number, T> {
  return bySlot.size < 2 ? bySlot : new Map([...bySlot].sort(([a], [b]) => a - b));
}
