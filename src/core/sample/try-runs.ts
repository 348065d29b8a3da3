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
import { conclude } from '../explore/conclude.ts';
import { fewestFresh } from '../explore/fewest-fresh.ts';
import { collectFindings } from '../explore/findings.ts';
import { judgeStates } from '../explore/judge.ts';
import type { SearchHooks, SearchRequest } from '../explore/request.ts';
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
  machine: Machine,
  method: RunsMethod,
  request: SearchRequest,
  hooks: SearchHooks,
): SearchResult {
  const { bounds } = request;
  const clock = startClockwork(hooks, bounds);
  const beginning = machine.start();
  const path = runPath(bounds.maxDepth);
  const findings = collectFindings(machine, beginning, path);
  const { violations, costs } = findings;
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
  const result = conclude(machine, request, beginning, findings, {
    states: 0,
    transitions,
    depth: longest,
    ms: clock.ms,
    memory: path.bytes,
    hit: hit ?? (beginning.ended ? undefined : 'runs'),
    sawEnd: judge.sawEnd,
    fewest,
  });
  return {
    ...result,
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
