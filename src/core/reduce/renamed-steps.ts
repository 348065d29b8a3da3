// Whether every step of every task is, under new names, a step of the task that stands for it.
//
// Promises: undefined only if so for all private states that a task can be in and all values that the words it reads
// can hold: then a run under new names is a run. What is computed from unknown values is never the same.

import type { Graph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import type { LocalState, LocalStates } from './local-states.ts';
import type { Renaming, Values } from './renaming.ts';
import type { Sheet } from './sheets.ts';
import { writes } from './step-touches.ts';
import type { Effect, Leaf, Tree } from './step-tree.ts';
import { privateSlots } from './symmetric-tasks.ts';
import { applied } from './word-bits.ts';

/** Why the steps are not the same. */
class NotAlike extends Error {}

/** Nothing gets another name. */
export const unchanged: Renaming = {
  tasks: [],
  slot: (slot) => slot,
  value: (_, value) => value,
  address: (value) => value,
  nameless: true,
};

/** Leaves that are looked at for all renamings together, some microseconds each. */
const mostLeaves = 30_000;

/** Says of one renaming after another why steps are not the same under it. */
export function stepProof(
  graph: Graph,
  layout: Layout,
  local: LocalStates,
  start: Int32Array,
  values: Values,
): (renaming: Renaming) => string | undefined {
  const effort = { left: mostLeaves };
  const plain = spoken(graph, local, values, unchanged, effort);
  const byPlace = local.tasks.map((): Map<string, LocalState> | undefined => undefined);
  const trees = new Map<LocalState, string>();
  const placesOf = (task: number): ReadonlyMap<string, LocalState> => {
    const states = local.tasks[task] ?? [];
    byPlace[task] ??= new Map(states.map((state) => [plain.place(state), state]));
    return byPlace[task];
  };
  const treeOf = (state: LocalState, tree: Tree): string => {
    const text = trees.get(state) ?? plain.tree(state.task, tree);
    trees.set(state, text);
    return text;
  };
  const why = (renaming: Renaming): string | undefined => {
    const privates = layout.tasks.flatMap((_, task) => privateSlots(layout, task));
    for (const slot of [...values.written, ...privates]) {
      if (start[renaming.slot(slot)] !== renaming.value(slot, start[slot] as number))
        return 'they do not begin alike';
    }
    const renamed = spoken(graph, local, values, renaming, effort);
    for (const [task, other] of renaming.tasks.entries()) {
      for (const state of local.tasks[task] ?? []) {
        const twin = placesOf(other).get(renamed.place(state));
        if (twin === undefined || (twin.tree === undefined) !== (state.tree === undefined))
          return 'a task can be where the other cannot';
        if (state.tree && twin.tree && renamed.tree(task, state.tree) !== treeOf(twin, twin.tree))
          return 'a step does something else with them';
      }
    }
    return undefined;
  };
  return (renaming) => {
    try {
      return why(renaming);
    } catch (reason) {
      if (reason instanceof NotAlike) return reason.message;
      throw reason;
    }
  };
}

/** Private states and trees as texts in which everything has its new name. */
function spoken(
  graph: Graph,
  local: LocalStates,
  { held }: Values,
  renaming: Renaming,
  effort: { left: number },
) {
  const byKey = new Map(local.tasks.flat().map((state) => [state.key, state]));

  const leaf = (task: number, { ending, outcome, dark, effects }: Leaf): string => {
    if (dark) throw new NotAlike('a step depends on what is not known');
    effort.left -= 1;
    if (effort.left < 0) throw new NotAlike('their steps are too many to be compared');
    const warned = outcome.lastIndexOf(';') + 1;
    const texts = outcome.slice(0, warned).replace(/bug (\d+)/g, (_, index: string) => {
      const bug = graph.bugs[Number(index)];
      return `${bug?.severity} ${bug?.text}`;
    });
    if (ending !== 'ok') return ending === 'finding' ? `finding ${texts}` : ending;
    const there = byKey.get(outcome.slice(warned));
    if (there === undefined || there.task !== task) throw new NotAlike('a step leads to an unknown place');
    const left = effects.filter(writes).map((effect) => `${renaming.slot(effect.slot)}${written(effect)}`);
    return `${texts}${keyOf(there, renaming)}|${left.sort().join()}`;
  };
  const written = ({ slot, known, before, after, mask }: Effect): string => {
    if (after === undefined || (known && before === undefined))
      throw new NotAlike('a step depends on what is not known');
    const named = (value: number) => renaming.value(slot, value);
    if (known) return `:${named(before as number)}>${named(after)}`;
    if (mask === -1) return `=${named(after)}`;
    // Bits and sums mean the same only where no value is a name.
    const isName = (value: number | undefined) => value === undefined || named(value) !== value;
    if (held[slot]?.some((value) => isName(value) || isName(applied({ after, mask }, value))))
      throw new NotAlike('there is arithmetic on their addresses');
    return `~${mask}/${after}`;
  };
  const tree = (task: number, at: Tree): string => {
    if (at.kind === 'leaf') return leaf(task, at);
    if (at.kind === 'fork') {
      if (at.dark) throw new NotAlike('a step depends on what is not known');
      return `(${at.next.map((next) => tree(task, next)).join('/')})`;
    }
    const ways = at.values.map((value, index) => {
      if (value === undefined) throw new NotAlike('a step depends on what is not known');
      return `${renaming.value(at.slot, value)}:${tree(task, at.next[index] as Tree)}`;
    });
    return `${renaming.slot(at.slot)}{${ways.sort().join(';')}}`;
  };
  return { tree, place: (state: LocalState) => keyOf(state, renaming) };
}

function keyOf({ place, registers, own, left, parts, holds }: LocalState, renaming: Renaming): string {
  const words = (sheet: Sheet, name: Renaming['value']) =>
    [...sheet]
      .map(([slot, value]) => [renaming.slot(slot), value === undefined ? '?' : name(slot, value)] as const)
      .sort(([a], [b]) => a - b)
      .join();
  if ([...own.values()].includes(undefined)) throw new NotAlike('a word of a task holds what is not known');
  const kept = registers.map((value) => {
    if (value === undefined) throw new NotAlike('a register holds what is not known');
    return renaming.address(value);
  });
  const locks = holds.map((slot) => renaming.slot(slot)).sort((a, b) => a - b);
  return `${place} ${kept.join()} ${words(own, renaming.value)} ${words(left, renaming.value)} ${words(parts, (_, value) => value)} ${locks.join()}`;
}
