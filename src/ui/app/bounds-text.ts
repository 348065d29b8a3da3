// The bounds of a search in words.

import type { Searched } from '../../core/check/search-method.ts';
import type { Bounds } from '../../core/check/verdict.ts';
import { bytes, count, duration } from './numbers.ts';

export function boundsText(bounds: Bounds, searched?: Searched): string {
  const preemptions =
    searched?.preemptions === undefined
      ? 'no preemption bound'
      : `at most ${searched.preemptions} preemptions`;
  return (
    `${preemptions}; at most ${count(bounds.maxStates)} states, ${bytes(bounds.maxMemory)}, ` +
    `${duration(bounds.maxMilliseconds)}, runs of ${count(bounds.maxDepth)} steps`
  );
}
