// Whether some renamings, the one of nothing, and the exchanges within classes of equal tasks are a group.
//
// Promises: if so, the renamings of a state, taken together and each up to the classes, are the same for every image
// of it: a fingerprint made of all of them is one of the whole orbit. Compared word by word and value by value.

import type { Layout } from '../machine/layout.ts';
import type { LocalStates } from './local-states.ts';
import type { SymmetricClass } from './plan.ts';
import { unchanged } from './renamed-steps.ts';
import type { Renaming, Values } from './renaming.ts';

type Map1 = Pick<Renaming, 'slot' | 'value'>;

export function isGroup(
  layout: Layout,
  local: LocalStates,
  { held, written }: Values,
  classes: readonly SymmetricClass[],
  renamings: readonly Renaming[],
): boolean {
  const count = layout.tasks.length;
  const words = new Set(layout.wordSlots);
  const identity: Renaming = { ...unchanged, tasks: Array.from({ length: count }, (_, task) => task) };
  const all = [identity, ...renamings];
  const same = (one: Map1, other: Map1) =>
    held.every((values, slot) => {
      if (one.slot(slot) !== other.slot(slot)) return false;
      // What nobody writes stays as it is, whatever it is.
      const isFixed = words.has(slot) && !written.has(slot);
      return (
        isFixed || !values || values.every((value) => one.value(slot, value) === other.value(slot, value))
      );
    });
  /** The exchange within classes that does this to the tasks; undefined if it is none. */
  const within = (tasks: readonly number[]) => exchangeWithin(classes, local, tasks);

  const isClosed = all.every((one) =>
    all.every((other) => {
      const product = after(one, other);
      return all.some((third) => {
        const left = tasksOf(one, other).map((_, task) => {
          const source = third.tasks.indexOf(task);
          return one.tasks[other.tasks[source] as number] as number;
        });
        const rest = within(left);
        return rest !== undefined && same(product, after(rest, third));
      });
    }),
  );
  if (!isClosed) return false;
  // What an exchange of equal tasks is under other names is one, too.
  return classes.every(({ tasks }) =>
    tasks.slice(1).every((task, at) => {
      const swap = (one: number) => (one === task ? (tasks[at] as number) : one === tasks[at] ? task : one);
      const mine = within(identity.tasks.map(swap));
      return renamings.every((renaming) => {
        const theirs = within(
          identity.tasks.map((_, to) => renaming.tasks[swap(renaming.tasks.indexOf(to))] as number),
        );
        return mine && theirs && same(after(renaming, mine), after(theirs, renaming));
      });
    }),
  );
}

function tasksOf(one: Renaming, other: Renaming): readonly number[] {
  return other.tasks.map((task) => one.tasks[task] as number);
}

/** First the second, then the first. */
function after(one: Map1, other: Map1): Map1 {
  return {
    slot: (slot) => one.slot(other.slot(slot)),
    value: (slot, value) => one.value(other.slot(slot), other.value(slot, value)),
  };
}

function exchangeWithin(
  classes: readonly SymmetricClass[],
  { locks }: LocalStates,
  tasks: readonly number[],
): Map1 | undefined {
  const slots = new Map<number, number>();
  for (const [task, other] of tasks.entries()) {
    if (task === other) continue;
    const one = classes.find((some) => some.tasks.includes(task));
    const to = one?.tasks.indexOf(other) ?? -1;
    if (!one || to < 0) return undefined;
    one.own[one.tasks.indexOf(task)]?.forEach((slot, at) => {
      slots.set(slot, one.own[to]?.[at] as number);
    });
  }
  return {
    slot: (slot) => slots.get(slot) ?? slot,
    value(slot, value) {
      const holder = locks.has(slot) ? tasks[value - 1] : undefined;
      return holder === undefined ? value : holder + 1;
    },
  };
}
