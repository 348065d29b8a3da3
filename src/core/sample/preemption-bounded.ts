// Every run with at most so many preemptions: Musuvathi and Qadeer, "Iterative context bounding for systematic testing
// of multithreaded programs", PLDI 2007.
//
// A switch away from a task that could go on costs one (an interrupt that comes into a running task too); one away from
// a task that waits or has ended is free, and so is a store that becomes visible. Breadth first over (state, who ran
// last, preemptions used), so that counterexamples have the fewest steps that the bound allows. Promises: exact; where
// every step of every state met was done all the same, this was the whole space, and `hit` is undefined.

import type { Searched } from '../check/search-method.ts';
import type { SearchResult } from '../check/search-result.ts';
import { createBudget } from '../explore/budget.ts';
import { startClockwork } from '../explore/clockwork.ts';
import { conclude } from '../explore/conclude.ts';
import { explore } from '../explore/explore.ts';
import { fewestSwitches } from '../explore/fewest-switches.ts';
import { collectFindings } from '../explore/findings.ts';
import { goalLike } from '../explore/goal.ts';
import { judgeStates } from '../explore/judge.ts';
import type { SearchHooks, SearchRequest } from '../explore/request.ts';
import { createStateStore } from '../explore/state-store.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Machine } from '../machine/machine.ts';
import { expandBounded, mostPreemptions } from './expand-bounded.ts';
import { createNodes } from './nodes.ts';

export function preemptionBounded(
  graph: Graph,
  machine: Machine,
  asked: number,
  request: SearchRequest,
  hooks: SearchHooks,
): SearchResult {
  const preemptions = Math.min(asked, mostPreemptions);
  const { bounds } = request;
  const clock = startClockwork(hooks, bounds);
  const budget = createBudget(bounds.maxMemory);
  const beginning = machine.start();
  const store = createStateStore(machine.layout.identity, beginning.state, budget, hooks.cancelled);
  const nodes = createNodes(budget);
  const findings = collectFindings(machine, beginning, nodes);
  const { violations, costs } = findings;
  const judge = judgeStates(machine, nodes, violations, costs, undefined);
  const expanded =
    store && !beginning.ended
      ? expandBounded({
          machine,
          store,
          nodes,
          judge,
          budget,
          clock,
          bounds,
          preemptions,
          done: () => request.stopAtFirst === true && violations.any,
        })
      : undefined;
  const transitions = expanded?.transitions ?? 0;
  const depth = expanded?.depth ?? 0;
  const hit = store ? expanded?.hit : 'memory';

  const progress = (more: number) => ({
    states: store?.count ?? 0,
    transitions: transitions + more,
    depth,
    frontier: 0,
    memory: budget.used,
  });
  const searched: Searched = {
    kind: 'preemption-bounded',
    reductions: [],
    workers: 1,
    collisionRisk: 0,
    preemptions,
  };
  // What can still be reached is asked of a whole graph; here is one, and the plain search keeps its edges.
  if (hit === undefined && graph.properties.some(({ kind, routine }) => kind === 'can-still' && routine)) {
    return { ...explore(graph, machine, request, hooks), searched };
  }

  const best = violations.best();
  const usable = hit === undefined || hit === 'states' || hit === 'depth' || hit === 'preemptions';
  const fewest =
    best && store && usable && best.choices.length > 0
      ? fewestSwitches(machine, store, budget, clock, goalLike(machine, best, undefined), progress)
      : undefined;
  const result = conclude(machine, request, beginning, findings, {
    states: store?.count ?? 0,
    transitions,
    depth,
    ms: clock.ms,
    memory: budget.used,
    hit,
    sawEnd: judge.sawEnd,
    fewest,
  });
  return { ...result, searched };
}
