// Plain exhaustive search: every state, every enabled task and store buffer, every alternative, breadth first.
//
// Promises: no reduction of any kind; states are met in an order that depends on nothing but the graph; a state that
// violates a property is kept but not expanded. Stops at bounds, and says which.

import type { BoundHit } from '../check/search-result.ts';
import type { Bounds } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Budget } from './budget.ts';
import type { Clockwork } from './clockwork.ts';
import type { Costs } from './costs.ts';
import type { EdgeList } from './edges.ts';
import { judgeStates } from './judge.ts';
import { encodeChoice, violatingFlag } from './path.ts';
import { lookAround, walkAtRandom } from './random-walks.ts';
import type { StateStore } from './state-store.ts';
import { full, manyStates } from './state-store.ts';
import type { Violations } from './violations.ts';

/** Steps between two looks at the clock: as many as take about `pollMilliseconds`, but no more than this. */
const mostBetweenPolls = 2048;
const pollMilliseconds = 5;

export interface Expansion {
  readonly machine: Machine;
  readonly store: StateStore;
  readonly violations: Violations;
  readonly costs: Costs;
  readonly bounds: Bounds;
  readonly budget: Budget;
  readonly clock: Clockwork;
  readonly stopAtFirst: boolean;
  /** Told of every transition when `can-still` properties need the whole graph. */
  readonly edges: EdgeList | undefined;
}

export interface Expanded {
  readonly transitions: number;
  readonly depth: number;
  readonly hit: BoundHit | undefined;
  /** Some run came to its end. */
  readonly sawEnd: boolean;
}

export function expandAll(search: Expansion): Expanded {
  const { machine, store, violations, bounds, budget, clock, edges } = search;
  const { actors } = machine;
  const judge = judgeStates(machine, store, violations, search.costs, edges);
  const state = new Int32Array(machine.layout.length);
  let transitions = 0;
  let work = 0;
  let betweenPolls = 1;
  let nextPoll = betweenPolls;
  let polledAt = clock.ms;
  let depth = 0;
  let index = 0;
  let othersEnabled = false;
  let daemonEnabled = false;

  const progress = () => ({
    states: store.count,
    transitions,
    depth,
    frontier: store.count - index,
    memory: budget.used,
  });
  /** The store takes no more: it was told to stop, or there is no memory. */
  const whyFull = (): BoundHit => clock.poll(progress) ?? 'memory';

  /** All steps of one actor from the loaded state. */
  const expandTask = (task: number): BoundHit | undefined => {
    const alternatives = machine.alternatives(state, task);
    for (let alternative = 0; alternative < alternatives; alternative++) {
      const code = machine.step(state, task, alternative);
      work += 1;
      if (code === StepCode.blocked) return undefined;
      if (actors[task]?.kind === 'daemon') daemonEnabled = true;
      else othersEnabled = true;
      if (code !== StepCode.pruned) {
        transitions += 1;
        const choice = encodeChoice(task, alternative);
        if (code === StepCode.finding) {
          judge.failed(index, choice, depth);
        } else {
          if (code === StepCode.warned) judge.warned(index, choice, depth);
          const to = store.add(machine.log, state, index, choice);
          if (to === full) return whyFull();
          edges?.add(to);
          if (store.wasNew) {
            judge.met(state, to, depth + 1);
            if (store.count > bounds.maxStates) return 'states';
          }
        }
      }
      machine.undo(state);
    }
    if (work < nextPoll) return undefined;
    const now = clock.ms;
    // Some steps and properties take a thousand times as long as others.
    if (now - polledAt > pollMilliseconds) betweenPolls = Math.max(1, betweenPolls >> 1);
    else if (betweenPolls < mostBetweenPolls) betweenPolls *= 2;
    polledAt = now;
    nextPoll = work + betweenPolls;
    return clock.poll(progress);
  };

  const expand = (): BoundHit | undefined => {
    store.load(index, state);
    othersEnabled = false;
    daemonEnabled = false;
    for (let task = 0; task < actors.length; task++) {
      const hit = expandTask(task);
      if (hit) return hit;
    }
    if (edges && !edges.close(index)) return 'memory';
    judge.expanded(state, index, depth, daemonEnabled ? 'some' : othersEnabled ? 'no-daemon' : 'none');
    return undefined;
  };

  const end = (hit: BoundHit | undefined): Expanded => ({ transitions, depth, hit, sawEnd: judge.sawEnd });

  store.load(0, state);
  judge.met(state, 0, 0);
  const stops = () => clock.poll(progress) !== undefined;
  if (!lookAround(machine, store, state, stops)) return end(whyFull());
  let layerEnd = 1;
  let prepared = false;
  for (; index < store.count; index++) {
    if (index === layerEnd) {
      if (search.stopAtFirst && violations.any) break;
      if (depth + 1 >= bounds.maxDepth) return end('depth');
      depth += 1;
      layerEnd = store.count;
      if (!prepared && store.count >= manyStates) {
        prepared = true;
        walkAtRandom(machine, store.meet, stops);
        if (!store.prepare()) return end(whyFull());
      }
    }
    if ((store.choice(index) & violatingFlag) !== 0) continue;
    const hit = expand();
    if (hit) return end(hit);
  }
  return end(undefined);
}
