// Thread-modular reachability: the private states that each task can be in, and what each word can hold, each task run
// against all values that the others may leave (Flanagan and Qadeer, SPIN 2003; what a task left, counters and locks exact).
//
// Promises: every reachable state of the machine is a combination of private states and word values found here; a task
// that `holds` a lock has it, and nobody else gives it back. Throws `TooMuch`.

import { preciseSlots } from '../analyse/analyse.ts';
import type { Graph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Belongings } from './belongings.ts';
import { createKeeping, several } from './belongings.ts';
import type { Rehearsal } from './rehearsal.ts';
import { rehearse } from './rehearsal.ts';
import type { Sheet } from './sheets.ts';
import type { Arrive, StepPaths, Surroundings } from './step-paths.ts';
import { stepPaths, TooMuch } from './step-paths.ts';
import { writes } from './step-touches.ts';
import type { Leaf, Tree } from './step-tree.ts';
import { eachLeaf } from './step-tree.ts';
import { applied } from './word-bits.ts';
import type { Mistakes } from './word-mistakes.ts';
import { createMistakes, Mistaken } from './word-mistakes.ts';
import type { Possible, WordRules, WordValues } from './word-values.ts';
import { wordValues } from './word-values.ts';

/** Paths through steps, in all attempts together; `short` ends in less than a tenth of a second. */
const mostPaths = { short: 10_000, long: 30_000 } as const;
/** Of an attempt that is known to be wrong, and goes on to see what else is. */
const mostAfterwards = 150;

/** How much time there is to find out: `long` where a search is known to be long, or somebody insists. */
export type Patience = keyof typeof mostPaths;

/** Where a task can be by itself. */
export interface LocalState {
  readonly task: number;
  /** 0 where the task has ended. */
  readonly place: number;
  /** In the order of `plan.alive` of its block. */
  readonly registers: readonly (number | undefined)[];
  /** Words that no other task writes, where they are not what they were at the start. */
  own: Sheet;
  /**
   * What it left last in words that others write as well: it can meet that, or what they store. Undefined: whatever it
   * has ever left. Of a word that is not here, what it was at the start.
   */
  left: Sheet;
  /** Of words that only holders of a lock write: what it has left there since it took that lock. */
  readonly sure: Sheet;
  /** What the task has added to each counter. */
  readonly parts: Sheet;
  readonly holds: readonly number[];
  /** Its name in the outcomes of steps that lead here. */
  readonly key: string;
  /** What its next step can do; undefined where it has ended. */
  tree: Tree | undefined;
  /** Places to which that step can lead. */
  next: readonly number[];
}

export interface LocalStates {
  /** By task. */
  readonly tasks: readonly (readonly LocalState[])[];
  readonly words: WordValues;
  /** Words at whose value some step looked. */
  readonly seen: ReadonlySet<number>;
  /** Those of them that could have one value only there, and another one elsewhere: no tree shows that they were looked at. */
  readonly certain: ReadonlySet<number>;
  /** What a task in that state can meet in a word. */
  met(state: LocalState, slot: number): Possible;
  /** Slots of words that are only ever used as locks. */
  readonly locks: ReadonlySet<number>;
  /** Some word is taken like a lock, and then used as something else. */
  readonly lockMisused: boolean;
  /** Words that one task only touches, by slot. */
  readonly owners: ReadonlyMap<number, number>;
}

/**
 * `start`: the state after `machine.start()`. Where this alone gets too much or loses its way, the abstract values of
 * core/analyse keep it to what they know: both hold of every reachable state.
 */
export function localStates(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  patience: Patience = 'long',
): LocalStates {
  try {
    return localStatesWithin(graph, layout, start, () => undefined, mostPaths[patience]);
  } catch (reason) {
    if (!(reason instanceof TooMuch) || patience === 'short') throw reason;
    const slots = preciseSlots(graph, layout, start);
    if (slots === undefined) throw reason;
    return localStatesWithin(graph, layout, start, (slot) => slots[slot]?.list, mostPaths[patience]);
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
  const paths = layout.tasks.map(({ graph: task, plan }) =>
    stepPaths(graph, task.blocks, task.registers, table, plan.alive),
  );
  const rehearsal = rehearse(layout, start, paths);
  const mistakes = createMistakes(limit, rehearsal);
  const work = { left: most };
  for (;;) {
    try {
      const found = exploreOnce(graph, layout, start, paths, rehearsal, mistakes, work);
      if (!mistakes.take()) return found;
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
  rehearsal: Rehearsal,
  mistakes: Mistakes,
  work: { left: number },
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
  /** By slot: the one task that touches the word, or `several`. */
  const users = new Map<number, number>();
  /** Words at whose value some step looked, and of those the ones that could have one value only. */
  const seen = new Set<number>();
  const certain = new Set<number>();
  const found: LocalState[][] = graph.tasks.map(() => []);
  const byText = new Map<string, LocalState>();
  const readers = new Map<number, Set<LocalState>>();
  const waiting: LocalState[][] = graph.tasks.map(() => []);
  const isWaiting = new Set<LocalState>();

  const push = (local: LocalState) => {
    if (local.place === 0 || isWaiting.has(local)) return;
    isWaiting.add(local);
    waiting[local.task]?.push(local);
  };
  words.onChange((slot) => {
    for (const reader of readers.get(slot) ?? []) push(reader);
  });
  const watch = (slot: number, local: LocalState) => {
    const known = readers.get(slot);
    if (known) known.add(local);
    else readers.set(slot, new Set([local]));
  };
  const use = (task: number, slot: number) => {
    const user = users.get(slot);
    if (user === undefined) users.set(slot, task);
    else if (user !== task) users.set(slot, several);
  };
  const keeping = createKeeping(start, words, mistakes, (slot, bearer) => watch(slot, bearer as LocalState));
  seed(words, rehearsal, mistakes);
  const reach = (
    task: number,
    place: number,
    registers: readonly (number | undefined)[],
    belongings: Belongings,
  ): LocalState => {
    const text = `${task} ${place} ${registers.join()} ${keeping.textOf(belongings)}`;
    const known = byText.get(text);
    if (known !== undefined) return known;
    const key = `#${byText.size}`;
    const { left, sure, parts, holds } = belongings;
    const own = keeping.nothing.left;
    const made = { task, place, registers, own, left, sure, parts, holds, key, tree: undefined, next: [] };
    byText.set(text, made);
    (found[task] as LocalState[]).push(made);
    for (const [slot, part] of parts) words.counted(task, slot, part as number, place === 0);
    push(made);
    return made;
  };

  const leave = (local: LocalState, { ending, effects }: Leaf) => {
    if (ending !== 'ok') return;
    const { task } = local;
    for (const effect of effects) {
      const { slot, known, after, mask } = effect;
      use(task, slot);
      if (words.isCounter(slot)) continue;
      if (known || mask === -1) {
        if (writes(effect)) words.stored(task, slot, after);
        continue;
      }
      const now = keeping.met(local, slot);
      if (now === undefined) words.stored(task, slot, undefined);
      else for (const value of now) words.stored(task, slot, applied(effect, value));
    }
  };

  let local: LocalState;
  let next = new Set<number>();
  const around: Surroundings = {
    hidden: (slot) => slot >= layout.identity,
    possible(slot) {
      if (local.holds.includes(slot)) return [local.task + 1];
      use(local.task, slot);
      seen.add(slot);
      const list = keeping.met(local, slot);
      if (list?.length === 1) certain.add(slot);
      return list;
    },
    addsTo: keeping.addsTo,
    isLock: (slot) => keeping.locks.has(slot),
    takesLock: mistakes.takesLock,
    isCounter: words.isCounter,
  };
  const arrive: Arrive = (target, register, effects) => {
    const { places, plan, startedOffset } = layout.tasks[local.task] as TaskLayout;
    const place = target < 0 ? 0 : (places[target] as number) + startedOffset;
    const registers = target < 0 ? [] : (plan.alive[target] ?? []).map(register);
    next.add(place);
    return reach(local.task, place, registers, keeping.after(local, effects)).key;
  };
  const step = () => {
    const { sites } = layout.tasks[local.task] as TaskLayout;
    const block = sites[(local.place - 1) % sites.length] as number;
    next = new Set();
    const tree = (paths[local.task] as StepPaths).run(block, local.registers, around, arrive);
    local.tree = tree;
    local.next = [...next];
    eachLeaf(tree, (leaf) => {
      work.left -= 1;
      leave(local, leaf);
    });
  };

  layout.tasks.forEach((one, task) => {
    const place = start[one.placeSlot] as number;
    const block = place === 0 ? -1 : (one.sites[(place - 1) % one.sites.length] as number);
    const registers = (one.plan.alive[block] ?? []).map((register) => {
      const colour = one.plan.colours[register] as number;
      return colour < 0 ? 0 : (start[one.registerSlot + colour] as number);
    });
    reach(task, place, registers, keeping.nothing);
  });
  let afterwards = 0;
  // One task after another, each until nothing is left to try: what it stores is then known when others look at it.
  for (let idle = 0, turn = 0; idle < waiting.length; ) {
    const due = waiting[turn]?.pop();
    if (!due) {
      idle += 1;
      turn = (turn + 1) % waiting.length;
      continue;
    }
    idle = 0;
    local = due;
    isWaiting.delete(local);
    work.left -= 1;
    if (mistakes.some) afterwards += 1;
    if (afterwards > mostAfterwards) throw new Mistaken();
    if (work.left < 0) throw new TooMuch('its tasks have too many private states');
    step();
  }
  for (const state of found.flat()) {
    const { own, left } = keeping.split(state.task, state.left);
    state.own = own;
    state.left = left;
  }
  return {
    tasks: found,
    words,
    seen,
    certain: new Set([...certain].filter((slot) => keeping.writers.has(slot))),
    met: (state, slot) => {
      const own = state.own.get(slot);
      return own === undefined ? keeping.met(state, slot) : [own];
    },
    locks: keeping.locks,
    lockMisused: mistakes.notLocks.size > 0,
    owners: new Map([...users].filter(([, user]) => user !== several)),
  };
}

/** What was seen to happen is known from the beginning: nothing has to be tried again when it turns up. */
function seed(words: WordValues, { added, stored, sums }: Rehearsal, { shared }: Mistakes): void {
  for (const [slot, byTask] of stored) {
    const counts = shared.has(slot) && added.has(slot) && words.makeCounter(slot);
    for (const [task, values] of (counts ? sums.get(slot) : byTask) ?? []) {
      for (const value of values) {
        if (counts) words.counted(task, slot, value, false);
        else words.stored(task, slot, value);
      }
    }
  }
}
