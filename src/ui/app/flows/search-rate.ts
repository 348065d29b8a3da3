// The speed of a search over its last moments: an average since the start would hide that it has become slow.

import type { SearchProgress } from '../../../core/check/verdict.ts';

const window = 2000;

/** Gives for each report the states (or runs) a second over about the last two seconds. */
export function measureRate(): (progress: SearchProgress) => number | undefined {
  let points: { readonly ms: number; readonly done: number }[] = [];
  return ({ ms, states, runs }) => {
    points = [...points.filter((point) => point.ms > ms - window), { ms, done: runs ?? states }];
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last || last.ms <= first.ms || last.done < first.done) return undefined;
    return ((last.done - first.done) / (last.ms - first.ms)) * 1000;
  };
}
