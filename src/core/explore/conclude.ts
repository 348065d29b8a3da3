// From what a search has met to its result: what is the same for every search that begins at the machine's start.

import type { BoundHit, SearchResult } from '../check/search-result.ts';
import type { Machine, Start } from '../machine/machine.ts';
import type { SwitchedRun } from './fewest-switches.ts';
import type { Findings } from './findings.ts';
import { foundRun } from './path.ts';
import type { SearchRequest } from './request.ts';
import { allUnasked, unaskedIn } from './unasked.ts';
import { whyUnbegun } from './unbegun.ts';

export interface SearchEnd {
  /** The one that was too many may be among them. */
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly ms: number;
  readonly memory: number;
  readonly hit: BoundHit | undefined;
  /** Some run came to its end. */
  readonly sawEnd: boolean;
  /** Undefined where there was no time or no memory for it. */
  readonly fewest: SwitchedRun | undefined;
}

export function conclude(
  machine: Machine,
  { bounds, stopAtFirst = false }: SearchRequest,
  beginning: Start,
  { violations, costs }: Findings,
  { states, hit, sawEnd, fewest, ...counts }: SearchEnd,
): SearchResult {
  const { graph } = machine;
  const best = violations.best();
  const unasked = () => {
    if (hit) return [];
    if (beginning.ended) return allUnasked(graph, best);
    return stopAtFirst ? [] : unaskedIn(graph, sawEnd);
  };
  const shortest = best && foundRun(machine, best.finding, best.choices);
  // A run without steps has no switches either.
  const atOnce = best?.choices.length === 0 ? shortest : undefined;
  return {
    ...counts,
    states: Math.min(states, bounds.maxStates),
    bounds,
    hit,
    unbegun: whyUnbegun(graph, beginning),
    unasked: unasked(),
    violated: best?.property,
    shortest,
    violations: violations.all(),
    fewest: fewest ? foundRun(machine, fewest.finding, fewest.choices) : atOnce,
    costs: costs.found(),
    buffers: machine.buffers,
    others: violations.others,
  };
}
