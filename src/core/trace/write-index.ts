// All writes of a run by address: who wrote a word last, who writes it next, what it was at any cursor.
//
// Promises: one pass over new rows when a run has grown, then binary search. The index belongs to the run's initial
// memory, which growing runs share and different runs do not.

import type { Run } from './run.ts';

export interface WriteIndex {
  /** Rows of `run.writes` for the word, ascending. */
  rowsOf(address: number): readonly number[];
  stepOfRow(row: number): number;
  /** The word before the first step; undefined where nothing lives. */
  initial(address: number): number | undefined;
}

interface Growable {
  rows: Map<number, number[]>;
  stepOfRow: number[];
  steps: number;
  initial: Map<number, number>;
}

const indexes = new WeakMap<Run['head']['initial'], Growable>();

export function writeIndex(run: Run): WriteIndex {
  const index = indexes.get(run.head.initial) ?? begin(run);
  grow(index, run);
  return {
    rowsOf: (address) => index.rows.get(address) ?? [],
    stepOfRow: (row) => index.stepOfRow[row] ?? -1,
    initial: (address) => index.initial.get(address),
  };
}

/** The last step before cursor `k` that wrote the word, or -1 if it still has its first value. */
export function lastWriter(run: Run, k: number, address: number): number {
  const index = writeIndex(run);
  const row = lastRow(index.rowsOf(address), run.steps.firstWrite[k] ?? 0);
  return row === undefined ? -1 : index.stepOfRow(row);
}

/** The first step at or after cursor `k` that writes the word. */
export function nextWriter(run: Run, k: number, address: number): number | undefined {
  const index = writeIndex(run);
  const from = run.steps.firstWrite[k] ?? 0;
  const row = index.rowsOf(address).find((candidate) => candidate >= from);
  return row === undefined || row >= run.writes.length ? undefined : index.stepOfRow(row);
}

/** The greatest of `rows` below `limit`. */
export function lastRow(rows: readonly number[], limit: number): number | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}

function begin(run: Run): Growable {
  const initial = new Map<number, number>();
  run.head.initial.address.forEach((address, at) => {
    initial.set(address, run.head.initial.value[at] ?? 0);
  });
  const index = { rows: new Map(), stepOfRow: [], steps: 0, initial };
  indexes.set(run.head.initial, index);
  return index;
}

function grow(index: Growable, run: Run): void {
  for (let step = index.steps; step < run.steps.length; step += 1) {
    const end = run.steps.firstWrite[step + 1] ?? 0;
    for (let row = run.steps.firstWrite[step] ?? 0; row < end; row += 1) {
      const address = run.writes.address[row] ?? 0;
      const rows = index.rows.get(address);
      if (rows) rows.push(row);
      else index.rows.set(address, [row]);
      index.stepOfRow[row] = step;
    }
  }
  index.steps = Math.max(index.steps, run.steps.length);
}
