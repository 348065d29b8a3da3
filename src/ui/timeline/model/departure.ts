// Where what the strategy knows departs from the truth: for each page the first step after which a pin is not seen
// (false negative, fatal), and the first after which a pin is seen that is not there (false positive).
//
// Promises: columns as everywhere in the timeline, so `column` is the cursor at which it shows. Pages whose strategy
// answers nothing (no `knows` lane) have none.

import type { Run } from '../../../core/trace/run.ts';
import { type Agreement, agreement } from './pair.ts';

export interface Departure {
  readonly page: number | undefined;
  readonly column: number;
  readonly kind: Extract<Agreement, 'false-negative' | 'false-positive'>;
}

/** By column; those of one lane are two at most. */
export function departuresOf(run: Run): readonly Departure[] {
  const pages = [...new Set(run.lanes.map((lane) => lane.page))];
  return pages.flatMap((page) => departuresOfPage(run, page)).toSorted((a, b) => a.column - b.column);
}

/** What the strategy does wrong there. */
export function departureText({ kind }: Departure): string {
  return kind === 'false-negative' ? 'misses a pin (fatal)' : 'sees a pin that is not there';
}

/** A cross in a downward triangle for the fatal kind, a wave for the other; the same signs as in the lane. */
export function departureSign({ kind }: Departure): string {
  return kind === 'false-negative' ? '▼✗' : '▽~';
}

function departuresOfPage(run: Run, page: number | undefined): readonly Departure[] {
  const own = run.lanes.filter((lane) => lane.page === page);
  const knows = own.find((lane) => lane.name === 'knows')?.values;
  const truth = own.find((lane) => lane.name === 'truth')?.values;
  if (!knows || !truth) return [];
  const found = new Map<Departure['kind'], Departure>();
  for (let column = 0; column < knows.length && found.size < 2; column += 1) {
    const kind = agreement(knows[column] ?? 0, truth[column] ?? 0);
    if ((kind === 'false-negative' || kind === 'false-positive') && !found.has(kind))
      found.set(kind, { page, column, kind });
  }
  return [...found.values()];
}
