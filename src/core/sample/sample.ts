// Searches that do not exhaust, by the name of their method.

import type { SearchMethod } from '../check/search-method.ts';
import type { SearchResult } from '../check/search-result.ts';
import type { SearchHooks, SearchRequest } from '../explore/request.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Machine } from '../machine/machine.ts';
import { preemptionBounded } from './preemption-bounded.ts';
import { tryRuns } from './try-runs.ts';

export type SampleMethod = SearchMethod & { readonly kind: 'random' | 'pct' | 'preemption-bounded' };

export function sample(
  graph: Graph,
  machine: Machine,
  method: SampleMethod,
  request: SearchRequest,
  hooks: SearchHooks,
): SearchResult {
  if (method.kind === 'preemption-bounded') {
    return preemptionBounded(graph, machine, method.preemptions, request, hooks);
  }
  return tryRuns(machine, method, request, hooks);
}
