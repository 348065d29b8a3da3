// `explore`: one lab under one strategy, every interleaving; the findings, the counts, the minimal counterexamples.
//
// Promises: what it says of states, transitions and counterexamples depends on graph and bounds only, unless time or
// the caller stops it. Never throws for a large model: it ends as incomplete. See README.md for what is counted.

import type { SearchResult } from '../check/search-result.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Machine } from '../machine/machine.ts';
import { expandAll } from './breadth-first.ts';
import { createBudget } from './budget.ts';
import { judgeCanStill } from './can-still.ts';
import { startClockwork } from './clockwork.ts';
import { conclude } from './conclude.ts';
import { createEdgeList } from './edges.ts';
import { fewestSwitches } from './fewest-switches.ts';
import { collectFindings } from './findings.ts';
import { goalLike } from './goal.ts';
import type { SearchHooks, SearchRequest } from './request.ts';
import { absent, createStateStore } from './state-store.ts';

export function explore(
  graph: Graph,
  machine: Machine,
  request: SearchRequest,
  hooks: SearchHooks,
): SearchResult {
  const { bounds } = request;
  const clock = startClockwork(hooks, bounds);
  const budget = createBudget(bounds.maxMemory);
  const beginning = machine.start();
  const store = createStateStore(machine.layout.identity, beginning.state, budget, hooks.cancelled);
  const ancestry = store ?? { parent: () => absent, choice: () => 0 };
  const findings = collectFindings(machine, beginning, ancestry);
  const { violations, costs } = findings;
  const progress = (transitions: number, depth: number) => () => ({
    states: store?.count ?? 0,
    transitions,
    depth,
    frontier: 0,
    memory: budget.used,
  });

  const asksStill = graph.properties.some(({ kind, routine }) => kind === 'can-still' && routine);
  const edges = asksStill ? createEdgeList(budget) : undefined;
  const { transitions, depth, hit, sawEnd } =
    store && !beginning.ended
      ? expandAll({
          machine,
          store,
          violations,
          costs,
          bounds,
          budget,
          clock,
          stopAtFirst: request.stopAtFirst ?? false,
          edges,
        })
      : { transitions: 0, depth: 0, hit: store ? undefined : ('memory' as const), sawEnd: false };

  // Where memory or patience ran out, the store may be half rewritten: it is not asked again.
  const isWhole = hit === undefined || hit === 'depth' || (hit === 'states' && !request.goesOn);
  const usable = isWhole ? store : undefined;
  if (hit === 'states' && request.valuesMet) store?.eachSlot(request.valuesMet);
  const still =
    usable && edges && !beginning.ended
      ? judgeCanStill(machine, usable, edges, violations, () => clock.poll(progress(transitions, depth)))
      : undefined;

  const best = violations.best();
  const fewest =
    best && usable && best.choices.length > 0
      ? fewestSwitches(
          machine,
          usable,
          budget,
          clock,
          goalLike(machine, best, still?.reach.get(best.property)),
          (more) => progress(transitions + more, depth)(),
        )
      : undefined;
  return conclude(machine, request, beginning, findings, {
    states: store?.count ?? 0,
    transitions,
    depth,
    ms: clock.ms,
    memory: budget.used,
    hit: hit ?? still?.hit,
    sawEnd,
    fewest,
  });
}
