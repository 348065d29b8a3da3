// What a task takes along from step to step: what it left in each word, what it has added to each counter, the locks that
// it holds.
//
// Promises: a task meets in a word what it left there itself, or what others store; where others could have left the
// same, it makes no difference who did. So what nobody else writes is exact.

import type { Sheet } from './sheets.ts';
import { createSheets } from './sheets.ts';
import { writes } from './step-touches.ts';
import type { Effect } from './step-tree.ts';
import { applied } from './word-bits.ts';
import type { Mistakes } from './word-mistakes.ts';
import type { Possible, WordValues } from './word-values.ts';

export interface Belongings {
  /** What it left last; undefined: whatever it has ever left. Of a word that is not here, what it was at the start. */
  readonly left: Sheet;
  /** Words of which only holders of a lock that it has write: what it has left there since it took that lock. */
  readonly sure: Sheet;
  readonly parts: Sheet;
  readonly holds: readonly number[];
}

export interface Bearer extends Belongings {
  readonly task: number;
}

export interface Keeping {
  readonly nothing: Belongings;
  textOf(one: Belongings): string;
  /** What the bearer can meet in a word; it asks to be told when that grows. */
  met(bearer: Bearer, slot: number): Possible;
  /** What it has after a path; a lock or counter that is used as something else is a mistake. */
  after(bearer: Bearer, effects: readonly Effect[]): Belongings;
  /** Some step may add to the word: it may be a counter. */
  addsTo(slot: number): void;
  readonly locks: ReadonlySet<number>;
  /** The one task that writes the word, or `several`. */
  readonly writers: ReadonlyMap<number, number>;
  /** The entries of a sheet for words that only this task writes, and the others. */
  split(task: number, left: Sheet): { readonly own: Sheet; readonly left: Sheet };
}

/** Instead of a task. */
export const several = -1;

export function createKeeping(
  start: Int32Array,
  words: WordValues,
  mistakes: Mistakes,
  watch: (slot: number, bearer: Bearer) => void,
): Keeping {
  const sheets = createSheets();
  const writers = new Map<number, number>();
  const addedTo = new Set<number>();
  /** Those that this attempt knows from its beginning on. */
  const locks = new Set(mistakes.locks);

  const guards = new Map([...mistakes.guards].filter(([, lock]) => locks.has(lock)));
  const isGuarded = ({ holds }: Belongings, slot: number) => {
    const guard = guards.get(slot);
    return guard !== undefined && holds.includes(guard);
  };
  const met = (bearer: Bearer, slot: number): Possible => {
    const { task, left, parts, sure } = bearer;
    watch(slot, bearer);
    const certain = sure.get(slot);
    if (certain !== undefined) return [certain];
    const mine = left.has(slot) ? left.get(slot) : (start[slot] as number);
    if (mine === undefined || words.isCounter(slot)) {
      return words.possible(slot, { task, own: parts.get(slot) ?? 0 });
    }
    const foreign = isGuarded(bearer, slot) ? words.released(slot, task) : words.foreign(slot, task);
    if (foreign === undefined || foreign.includes(mine)) return foreign;
    return foreign.length === 0 ? [mine] : [...foreign, mine].sort((a, b) => a - b);
  };
  const withLeft = (left: Sheet, task: number, slot: number, value: number | undefined): Sheet => {
    if (value === undefined || mistakes.loose.has(slot)) return sheets.put(left, slot, undefined);
    const first = start[slot] as number;
    const foreign = (guards.has(slot) ? words.released(slot, task) : words.foreign(slot, task)) ?? [];
    const kept = foreign.includes(value) ? (foreign[0] as number) : value;
    const isFirst = value === first || (kept !== value && foreign.includes(first));
    return isFirst ? sheets.drop(left, slot) : sheets.put(left, slot, kept);
  };
  const writtenBy = (task: number, slot: number) => {
    const writer = writers.get(slot);
    if (writer === task || writer === several) return;
    writers.set(slot, writer === undefined ? task : several);
    if (writer !== undefined && addedTo.has(slot)) mistakes.share(slot);
  };
  const only = (list: Possible) => (list?.length === 1 ? list[0] : undefined);

  return {
    nothing: { left: sheets.empty, sure: sheets.empty, parts: sheets.empty, holds: [] },
    textOf: ({ left, sure, parts, holds }) =>
      `${sheets.nameOf(left)} ${sheets.nameOf(sure)} ${sheets.nameOf(parts)} ${holds.join()}`,
    met,
    after(bearer, effects) {
      const { task } = bearer;
      let { left, sure, parts, holds } = bearer;
      const guarded: number[] = [];
      for (const effect of effects) {
        if (!writes(effect)) continue;
        const { slot, known, before, after, mask } = effect;
        if (locks.has(slot)) {
          const takes = known && before === 0 && after === task + 1 && !holds.includes(slot);
          const gives = known && after === 0 && holds.includes(slot);
          if (!takes && !gives) mistakes.noLock(slot);
          holds = takes ? [...holds, slot].sort((a, b) => a - b) : holds.filter((one) => one !== slot);
        }
        writtenBy(task, slot);
        if (words.isCounter(slot)) {
          const by = known ? difference(before, after) : mask === 0 ? after : undefined;
          if (by === undefined) mistakes.noCounter(slot);
          const sum = ((parts.get(slot) ?? 0) + (by ?? 0)) | 0;
          parts = sum === 0 ? sheets.drop(parts, slot) : sheets.put(parts, slot, sum);
        } else {
          const blind = !known && mask !== -1;
          const now = blind ? only(met(bearer, slot)) : after;
          const value = blind ? applied(effect, now) : now;
          left = withLeft(left, task, slot, value);
          if (!guards.has(slot)) continue;
          guarded.push(slot);
          sure = sheets.put(sure, slot, value);
        }
      }
      for (const slot of guarded)
        if (!isGuarded(bearer, slot) || !isGuarded({ ...bearer, holds }, slot)) mistakes.noGuard(slot);
      for (const [slot, value] of sure) {
        if (isGuarded({ ...bearer, holds }, slot)) continue;
        words.gaveBack(task, slot, value);
        sure = sheets.drop(sure, slot);
      }
      return { left, sure, parts, holds };
    },
    addsTo(slot) {
      if (mistakes.shared.has(slot)) words.makeCounter(slot);
      else if (writers.get(slot) === several) mistakes.share(slot);
      else addedTo.add(slot);
    },
    locks,
    writers,
    split: (task, left) => ({
      own: sheets.only(left, (slot) => writers.get(slot) === task),
      left: sheets.only(left, (slot) => writers.get(slot) !== task),
    }),
  };
}

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) | 0;
}
