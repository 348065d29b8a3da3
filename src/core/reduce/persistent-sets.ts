// The conflict matrix: for each step, against everything that another task can still do.
//
// Promises: where the bit is not set, nothing that the other task can do before this step is done conflicts with it.
// What somebody can only do once a lock is free does not count while the task of the step holds that lock; what the
// quiesce task does does not count while somebody lives for whom it waits.

import type { Layout } from '../machine/layout.ts';
import { futuresOf } from './futures.ts';
import type { Facts, PlaceFacts } from './place-facts.ts';
import type { PersistentSets } from './plan.ts';
import type { Bits } from './touch-numbers.ts';
import { meet, numberTouches } from './touch-numbers.ts';

export function persistentSets(layout: Layout, facts: Facts): PersistentSets {
  const numbers = numberTouches(facts);
  const heldSets = new Map<string, readonly number[]>();
  for (const place of facts.flat()) if (place) heldSets.set(place.holds.join(), place.holds);
  const helds = [...heldSets.keys()];
  const futures = [...heldSets.values()].map((held) => futuresOf(facts, held, numbers));
  const isLast = layout.tasks.map(({ graph }) => graph.kind === 'quiesce');

  const columns = facts.map((places) => new Int32Array(places.length));
  const columnNumbers = numbering();
  const columnTexts: { readonly last: boolean; readonly futures: readonly Bits[] }[] = [
    { last: false, futures: [] },
  ];
  eachPlace(facts, ({ task, place, unbegun }) => {
    const mine = futures.map((one) => one[task]?.[place] as Bits);
    const last = (isLast[task] as boolean) && unbegun;
    const column = columnNumbers(`${last} ${mine.map((one) => one.join()).join('|')}`);
    columnTexts[column] ??= { last, futures: mine };
    (columns[task] as Int32Array)[place] = column;
  });

  const rows = facts.map((places) => new Int32Array(places.length));
  const rowNumbers = numbering();
  const rowTexts: { readonly against: Bits; readonly held: number; readonly beforeLast: boolean }[] = [];
  eachPlace(facts, (at) => {
    const { task, place } = at;
    const { kind } = (layout.tasks[task] as Layout['tasks'][number]).graph;
    const against = numbers.against(at.touches);
    const held = helds.indexOf(at.holds.join());
    const beforeLast = kind === 'task' || (kind === 'interrupt' && !at.unbegun);
    const row = rowNumbers(`${against.join()} ${held} ${beforeLast}`);
    rowTexts[row] ??= { against, held, beforeLast };
    (rows[task] as Int32Array)[place] = row;
  });

  const wordsPerRow = (columnTexts.length + 31) >>> 5;
  const matrix = new Int32Array(Math.max(1, rowTexts.length) * wordsPerRow);
  rowTexts.forEach((row, number) => {
    columnTexts.forEach(({ last, futures: future }, column) => {
      const against = future[row.held];
      if (!against || (last && row.beforeLast) || !meet(row.against, against)) return;
      const at = number * wordsPerRow + (column >>> 5);
      matrix[at] = (matrix[at] as number) | (1 << (column & 31));
    });
  });
  return {
    rows,
    columns,
    matrix,
    wordsPerRow,
    lockSlots: facts.map((places) => Int32Array.from(places, (place) => place?.needs[0] ?? -1)),
    optional: facts.map((places, task) => {
      const interrupt = layout.tasks[task]?.graph.kind === 'interrupt';
      return Uint8Array.from(places, (place) => Number(interrupt && place?.unbegun === true));
    }),
  };
}

/** Whether a step may conflict with what another task, standing at `at`, can still do. */
export function conflictsWith(
  { rows, columns, matrix, wordsPerRow }: PersistentSets,
  task: number,
  place: number,
  other: number,
  at: number,
): boolean {
  const column = columns[other]?.[at] ?? 0;
  const word = matrix[(rows[task]?.[place] ?? 0) * wordsPerRow + (column >>> 5)] ?? 0;
  return ((word >>> (column & 31)) & 1) !== 0;
}

function eachPlace(facts: Facts, visit: (place: PlaceFacts) => void): void {
  for (const places of facts) for (const place of places) if (place) visit(place);
}

/** Numbers from 1 on, equal for equal texts; 0 is where nobody stands. */
function numbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size + 1;
    known.set(text, number);
    return number;
  };
}
