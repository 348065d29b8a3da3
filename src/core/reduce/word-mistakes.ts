// What one attempt at the private states took a word for and was wrong about; the next attempt knows better.
//
// Promises: learns something new each time it ends an attempt, and never unlearns, so that attempts come to an end.

import type { WordRules } from './word-values.ts';

/** Ends an attempt. */
export class Mistaken extends Error {}

export interface Mistakes extends WordRules {
  /** Words that more than one task touches. */
  readonly shared: ReadonlySet<number>;
  /** Words that are taken as locks, and not used as anything else as far as is known. */
  readonly locks: ReadonlySet<number>;
  readonly notLocks: ReadonlySet<number>;
  takesLock(slot: number): void;
  /** `goOn`: the attempt only wants to learn of such words. */
  share(slot: number, goOn: boolean): void;
  noLock(slot: number): never;
  noCounter(slot: number): never;
  /** Something was learnt in this attempt. */
  readonly some: boolean;
  /** The same; the next attempt begins. */
  take(): boolean;
}

/** An attempt that has found this many words to be shared is not worth going on with. */
const mostAtOnce = 6;

export function createMistakes(limit: WordRules['limit']): Mistakes {
  const shared = new Set<number>();
  const fresh = new Set<number>();
  const locks = new Set<number>();
  const notLocks = new Set<number>();
  const counters = new Set<number>();
  const notCounters = new Set<number>();
  let learnt = false;
  const over = (): never => {
    learnt = true;
    throw new Mistaken();
  };
  return {
    limit,
    shared,
    locks,
    notLocks,
    counters,
    notCounters,
    share(slot, goOn) {
      learnt = true;
      fresh.add(slot);
      if (fresh.size >= mostAtOnce && !goOn) over();
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
