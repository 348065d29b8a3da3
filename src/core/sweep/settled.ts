// Up to which number of steps a breadth-first search has the last word.

import { claimant } from '../check/claims.ts';
import type { Graph } from '../language/lower/graph.ts';

/**
 * All layers up to `depth` are expanded. A violation with at most so many steps is the shortest if none was met before.
 * Where runs end or get stuck is only seen when a state is expanded, one layer later than other violations.
 */
export function lastSettled({ properties }: Graph, depth: number): number {
  const asksEnds =
    properties.some(({ kind, routine }) => kind === 'finally' && routine) ||
    claimant(properties, 'deadlock') !== undefined ||
    claimant(properties, 'blocked-at-end') !== undefined;
  return asksEnds ? depth : depth + 1;
}

/** `CAN_STILL` is asked of the whole graph of states, with its edges. */
export function asksStill({ properties }: Graph): boolean {
  return properties.some(({ kind, routine }) => kind === 'can-still' && routine);
}
