// What one attempt at the private states took a word for and was wrong about; the next attempt knows better.
//
// Promises: learns something new each time it ends an attempt, and never unlearns, so that attempts come to an end.

import type { Rehearsal, ValuesByTask } from './rehearsal.ts';
import type { WordRules } from './word-values.ts';

/** Ends an attempt. */
export class Mistaken extends Error {}

export interface Mistakes extends WordRules {
  /** Words that more than one task writes. */
  readonly shared: ReadonlySet<number>;
  /** Words that are taken as locks, and not used as anything else as far as is known. */
  readonly locks: ReadonlySet<number>;
  readonly notLocks: ReadonlySet<number>;
  /** Words of which nobody keeps what one task left there: too much. */
  readonly loose: ReadonlySet<number>;
  /** By slot: a lock that whoever writes the word holds before and after, as far as is known. */
  readonly guards: ReadonlyMap<number, number>;
  noGuard(slot: number): void;
  takesLock(slot: number): void;
  share(slot: number): void;
  noLock(slot: number): never;
  noCounter(slot: number): never;
  /** Something was learnt in this attempt. */
  readonly some: boolean;
  /** The same; the next attempt begins. */
  take(): boolean;
}

/** An attempt that has found this many words to be shared is not worth going on with. */
const mostAtOnce = 6;

/** The most values that one task stored. */
function mostOf(stored: ValuesByTask, slot: number): number {
  return Math.max(0, ...[...(stored.get(slot)?.values() ?? [])].map(({ size }) => size));
}

export function createMistakes(limit: WordRules['limit'], rehearsal: Rehearsal): Mistakes {
  const shared = new Set(rehearsal.shared);
  const fresh = new Set<number>();
  const loose = new Set<number>();
  const guards = new Map<number, number>();
  for (const [slot, [guard]] of rehearsal.guards) {
    if (guard !== undefined && !rehearsal.notLocks.has(guard)) guards.set(slot, guard);
  }
  const locks = new Set([...rehearsal.locks].filter((slot) => !rehearsal.notLocks.has(slot)));
  const notLocks = new Set([...rehearsal.locks].filter((slot) => rehearsal.notLocks.has(slot)));
  const counters = new Set<number>();
  const notCounters = new Set<number>();
  let learnt = false;
  const over = (): never => {
    learnt = true;
    throw new Mistaken();
  };
  return {
    limit,
    followed: (slot) => 12 + 3 * mostOf(rehearsal.stored, slot),
    shared,
    loose,
    guards,
    noGuard(slot) {
      learnt = true;
      guards.delete(slot);
    },
    locks,
    notLocks,
    counters,
    notCounters,
    share(slot) {
      learnt = true;
      fresh.add(slot);
      if (fresh.size >= mostAtOnce) over();
    },
    takesLock(slot) {
      if (locks.has(slot) || notLocks.has(slot)) return;
      learnt = true;
      locks.add(slot);
    },
    noLock(slot) {
      locks.delete(slot);
      notLocks.add(slot);
      return over();
    },
    noCounter(slot) {
      counters.delete(slot);
      notCounters.add(slot);
      return over();
    },
    tooMany(slot) {
      if (loose.has(slot)) return;
      loose.add(slot);
      shared.add(slot);
      over();
    },
    tooWide(slot, counter) {
      if (counter) {
        counters.delete(slot);
        notCounters.add(slot);
        over();
      }
      if (!shared.has(slot) || notCounters.has(slot) || counters.has(slot)) return;
      counters.add(slot);
      over();
    },
    get some() {
      return learnt;
    },
    take() {
      const was = learnt;
      learnt = false;
      for (const slot of fresh) shared.add(slot);
      fresh.clear();
      return was;
    },
  };
}
