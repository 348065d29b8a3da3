// Which models the bench measures, from a hundred states to some ten million, and how often.

import type { Size } from './model.ts';

/** A model with many states is run fewer times: it takes long, and short things cannot disturb it. */
export interface Measured extends Size {
  readonly runs: number;
}

const small: readonly Size[] = [
  { tasks: 2, pages: 1, rounds: 1 },
  { tasks: 3, pages: 1, rounds: 1 },
  { tasks: 4, pages: 2, rounds: 1 },
  { tasks: 5, pages: 1, rounds: 1 },
  { tasks: 5, pages: 2, rounds: 1 },
];
const medium: readonly Size[] = [
  { tasks: 7, pages: 2, rounds: 1 },
  { tasks: 6, pages: 1, rounds: 2 },
  { tasks: 6, pages: 3, rounds: 2 },
];
const large: readonly Size[] = [{ tasks: 7, pages: 3, rounds: 2 }];

export const quickSizes: readonly Measured[] = [small[0], small[2]].flatMap((size) =>
  size === undefined ? [] : [{ ...size, runs: 3 }],
);

export const allSizes: readonly Measured[] = [
  ...small.map((size) => ({ ...size, runs: 5 })),
  ...medium.map((size) => ({ ...size, runs: 3 })),
  ...large.map((size) => ({ ...size, runs: 1 })),
];

/** With the count that gets lost: how soon the shortest counterexample is there. */
export const wrongSizes: readonly Measured[] = [
  { tasks: 5, pages: 1, rounds: 1, runs: 5 },
  { tasks: 6, pages: 1, rounds: 1, runs: 3 },
  { tasks: 7, pages: 1, rounds: 1, runs: 3 },
  { tasks: 5, pages: 2, rounds: 1, runs: 5 },
  { tasks: 6, pages: 2, rounds: 1, runs: 3 },
];

/** A lab of the product under a strategy. */
export interface MeasuredLab {
  readonly id: string;
  readonly strategy: string;
  readonly runs: number;
}

export const labs: readonly MeasuredLab[] = [
  { id: 's01-get-pin-put-early-unpin', strategy: 'refcount-bias', runs: 5 },
  { id: 's01-get-pin-put-early-unpin', strategy: 'lru-overlay-2018-07', runs: 5 },
  { id: 's38-truncate-pinned', strategy: 'lru-overlay-2018-11', runs: 5 },
  { id: 's27b-pin-during-reclaim', strategy: 'lru-overlay-2018-11', runs: 5 },
];

/** Under each memory model: store buffers make many states of few. */
export const memorySize: Measured = { tasks: 4, pages: 2, rounds: 1, runs: 3 };

export function nameOf({ tasks, pages, rounds }: Size): string {
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `${many(tasks, 'task')}, ${many(pages, 'page')}, ${many(rounds, 'round')}`;
}
