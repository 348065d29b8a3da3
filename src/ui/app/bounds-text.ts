// The bounds of a search in words.

import type { Bounds } from '../../core/check/verdict.ts';
import { bytes, count, duration } from './numbers.ts';

export function boundsText(bounds: Bounds): string {
  return (
    `no preemption bound; at most ${count(bounds.maxStates)} states, ${bytes(bounds.maxMemory)}, ` +
    `${duration(bounds.maxMilliseconds)}, runs of ${count(bounds.maxDepth)} steps`
  );
}
