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
import { collectCosts } from './costs.ts';
import { createEdgeList } from './edges.ts';
import { fewestSwitches } from './fewest-switches.ts';
import { goalLike } from './goal.ts';
import { foundRun } from './path.ts';
import type { SearchHooks, SearchRequest } from './request.ts';
import { absent, createStateStore } from './state-store.ts';
import { allUnasked, unaskedIn } from './unasked.ts';
import { whyUnbegun } from './unbegun.ts';
import { collectViolations } from './violations.ts';

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
  const violations = collectViolations(graph, ancestry);
  const costs = collectCosts(machine, ancestry, violations);
  for (const finding of beginning.findings) {
    violations.add(finding, finding.kind === 'property' ? beginning.property : undefined, 0, undefined, 0);
  }
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
  const still =
    usable && edges && !beginning.ended
      ? judgeCanStill(machine, usable, edges, violations, () => clock.poll(progress(transitions, depth)))
      : undefined;

  const best = violations.best();
  const shortest = best ? foundRun(machine, best.finding, best.choices) : undefined;
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
  // A run without steps has no switches either; else there is no answer when there was no time for one.
  const atOnce = best?.choices.length === 0 ? shortest : undefined;
  return {
    // The one state that was too many is not counted.
    states: Math.min(store?.count ?? 0, bounds.maxStates),
    transitions,
    depth,
    ms: clock.ms,
    memory: budget.used,
    bounds,
    hit: hit ?? still?.hit,
    unbegun: whyUnbegun(graph, beginning),
    unasked:
      hit || request.stopAtFirst ? [] : beginning.ended ? allUnasked(graph, best) : unaskedIn(graph, sawEnd),
    violated: best?.property,
    shortest,
    violations: violations.all(),
    fewest: fewest ? foundRun(machine, fewest.finding, fewest.choices) : atOnce,
    costs: costs.found(),
    buffers: machine.buffers,
    others: violations.others,
  };
}
