// The exact search of a lab as far as it suits: to its end while the lab is small, else to where a sweep takes over.
//
// Promises: whether a lab has outgrown it depends on the lab and the bounds alone.

import { searchedExactly } from '../check/search-method.ts';
import type { SearchResult } from '../check/search-result.ts';
import { explore } from '../explore/explore.ts';
import type { SearchRequest } from '../explore/request.ts';
import type { Graph } from '../language/lower/graph.ts';
import { layOut } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import type { SweepHooks } from './hooks.ts';
import type { Met } from './learn.ts';
import { asksStill } from './settled.ts';

/** What an exact search does in the time that preparing a sweep takes: that depends on the size of the program. */
const leastSmall = 1000;
const mostSmall = 8000;
const smallByPlace = 4;

export interface Small {
  readonly found: SearchResult;
  /** There is more: `found` is what was met until then. */
  readonly outgrown: boolean;
  /** What slots have held, where there is more. */
  readonly met: readonly Met[];
}

export function searchSmall(
  graph: Graph,
  machine: Machine,
  request: SearchRequest,
  hooks: SweepHooks,
): Small {
  const { bounds } = request;
  const { tasks } = layOut(graph, false, machine.memory);
  const size = tasks.reduce((sum, { sites }) => sum + sites.length, 0);
  const smallStates = Math.min(mostSmall, Math.max(leastSmall, smallByPlace * size));
  if (bounds.maxStates <= smallStates || asksStill(graph)) {
    return { found: searchExactly(graph, machine, request, hooks), outgrown: false, met: [] };
  }
  const met: Met[] = [];
  const valuesMet = (slot: number, values: Int32Array) => met.push({ slot, values });
  const beginning = { ...request, goesOn: true, valuesMet, bounds: { ...bounds, maxStates: smallStates } };
  const found = searchExactly(graph, machine, beginning, hooks);
  return found.hit === 'states'
    ? { found, outgrown: true, met }
    : { found: { ...found, bounds }, outgrown: false, met };
}

/** The plain search; it rests where it asks whether it is to end. */
export function searchExactly(
  graph: Graph,
  machine: Machine,
  request: SearchRequest,
  hooks: SweepHooks,
): SearchResult {
  let rested = 0;
  const found = explore(graph, machine, request, {
    now: () => hooks.now() - rested,
    cancelled: () => {
      if (hooks.wantsPause?.() === true) {
        const from = hooks.now();
        hooks.pause?.();
        rested += hooks.now() - from;
      }
      return hooks.cancelled();
    },
    progress: (progress) => hooks.progress(progress),
  });
  return { ...found, searched: searchedExactly };
}
