// How many records the conductor does in one go: as many as take a few milliseconds, so that it can look at the clock.

import type { Clockwork } from '../explore/clockwork.ts';

export interface Slices {
  readonly records: number;
  /** One slice is done. */
  note(): void;
}

const first = 64;
const most = 1 << 14;
const patience = 4;

export function createSlices(clock: Clockwork): Slices {
  let records = first;
  let before = clock.ms;
  return {
    get records() {
      return records;
    },
    note() {
      const now = clock.ms;
      // Some steps and properties take a thousand times as long as others.
      if (now - before > patience) records = Math.max(1, records >> 1);
      else if (records < most) records *= 2;
      before = now;
    },
  };
}
