// Random and PCT search: so many runs, one after another, from a seed.
//
// Promises: same graph, method and bounds, same runs and same findings (unless time or the caller ends it). What no run
// met is not denied: without a violation the search is incomplete, always. Of each violated property the run with the
// fewest steps among those tried is kept.

import { seededRandom } from '../base/random.ts';
import type { SearchMethod } from '../check/search-method.ts';
import type { BoundHit, SearchResult } from '../check/search-result.ts';
import { createBudget } from '../explore/budget.ts';
import { startClockwork } from '../explore/clockwork.ts';
import { collectCosts } from '../explore/costs.ts';
import { fewestFresh } from '../explore/fewest-fresh.ts';
import { judgeStates } from '../explore/judge.ts';
import { foundRun } from '../explore/path.ts';
import type { SearchHooks, SearchRequest } from '../explore/request.ts';
import { allUnasked } from '../explore/unasked.ts';
import { whyUnbegun } from '../explore/unbegun.ts';
import { collectViolations } from '../explore/violations.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { Machine } from '../machine/machine.ts';
import { createRunner, runPath } from './one-run.ts';
import { pctPicker } from './pct-picker.ts';
import { randomPicker } from './random-picker.ts';

export type RunsMethod = SearchMethod & { readonly kind: 'random' | 'pct' };

/** Runs of a PCT search that are random, to see how long runs are. */
const pilotRuns = 10;
/** Steps between two looks at the clock. */
const pollMask = 4095;

export function tryRuns(
  graph: Graph,
  machine: Machine,
  method: RunsMethod,
  request: SearchRequest,
  hooks: SearchHooks,
): SearchResult {
  const { bounds } = request;
  const clock = startClockwork(hooks, bounds);
  const beginning = machine.start();
  const path = runPath(bounds.maxDepth);
  const violations = collectViolations(graph, path);
  const costs = collectCosts(machine, path, violations);
  for (const finding of beginning.findings) {
    violations.add(finding, finding.kind === 'property' ? beginning.property : undefined, 0, undefined, 0);
  }
  const judge = judgeStates(machine, path, violations, costs, undefined);

  let runs = 0;
  let transitions = 0;
  let longest = 0;
  let hit: BoundHit | undefined;
  const progress = () => ({
    states: 0,
    transitions,
    depth: longest,
    frontier: method.runs - runs,
    memory: path.bytes,
  });
  const random = seededRandom(method.seed);
  const runner = createRunner(machine, judge, path, random, bounds.maxDepth, () => {
    transitions += 1;
    if ((transitions & pollMask) !== 0) return false;
    hit = clock.poll(progress);
    return hit !== undefined;
  });
  const byCoin = randomPicker(machine.actors.length, random);
  const byPriority =
    method.kind === 'pct' ? pctPicker(machine.actors.length, method.depth, random) : undefined;

  const begun = !beginning.ended && !judge.met(beginning.state, 0, 0);
  hit = clock.poll(progress);
  while (begun && hit === undefined && runs < method.runs) {
    const { steps } = runner.run(byPriority && runs >= pilotRuns ? byPriority : byCoin);
    longest = Math.max(longest, steps);
    byPriority?.learn(steps);
    if (hit !== undefined) break;
    runs += 1;
    if (request.stopAtFirst && violations.any) break;
    // Runs of few steps or none never come to the question in between.
    if ((runs & pollMask) === 0) hit = clock.poll(progress);
  }

  const best = violations.best();
  const shortest = best ? foundRun(machine, best.finding, best.choices) : undefined;
  const fewest =
    best && best.choices.length > 0
      ? fewestFresh(
          machine,
          createBudget(bounds.maxMemory),
          clock,
          { violation: best, isShortest: false },
          progress,
        )
      : undefined;
  return {
    states: 0,
    transitions,
    depth: longest,
    ms: clock.ms,
    memory: path.bytes,
    bounds,
    hit: hit ?? (beginning.ended ? undefined : 'runs'),
    unbegun: whyUnbegun(graph, beginning),
    unasked: beginning.ended ? allUnasked(graph, best) : [],
    violated: best?.property,
    shortest,
    violations: violations.all(),
    fewest: fewest ? foundRun(machine, fewest.finding, fewest.choices) : undefined,
    costs: costs.found(),
    buffers: machine.buffers,
    others: violations.others,
    searched: {
      kind: method.kind,
      reductions: [],
      workers: 1,
      collisionRisk: 0,
      runs,
      seed: method.seed,
      ...(method.kind === 'pct' && { depth: method.depth }),
    },
  };
}
