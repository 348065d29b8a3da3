// From what the kernel reports to findings: the run to it is done again on the machine, and judged there as the plain
// search judges. So nothing of a finding's words or meaning is in the kernel.
//
// Promises: one finding per property with the fewest steps met so far, what no property claims beside it; the same from
// events in whatever order, as far as depths differ. Where pages are exchanged, so is each run: all of them are real.

import type { SearchResult } from '../check/search-result.ts';
import { collectCosts } from '../explore/costs.ts';
import { judgeStates } from '../explore/judge.ts';
import { decodeChoice, encodeChoice } from '../explore/path.ts';
import { absent } from '../explore/state-store.ts';
import type { Violations } from '../explore/violations.ts';
import { collectViolations } from '../explore/violations.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Choice } from '../schedule/schedule.ts';
import { EventKind } from '../wasm/memory-map.ts';
import { standsPrivately, walk } from './path-log.ts';

export interface SweepEvent {
  readonly kind: number;
  /** Number of the state. */
  readonly state: number;
  /** As explore/path.ts encodes it, or -1. */
  readonly choice: number;
  readonly detail: number;
}

export interface EventJudge {
  readonly violations: Violations;
  costs(): SearchResult['costs'];
  /** `path`: what the log says of the state. */
  judge(event: SweepEvent, path: readonly Choice[]): void;
  /** True where the initial state violates. */
  initial(): boolean;
}

export function judgeEvents(machine: Machine, plan: ReductionPlan | undefined): EventJudge {
  // Runs to findings as chains of nodes, one node for each step, from node 0.
  const parents: number[] = [absent];
  const choices: number[] = [0];
  const marks = {
    parent: (node: number) => parents[node] as number,
    choice: (node: number) => choices[node] as number,
    setChoice: (node: number, choice: number) => {
      choices[node] = choice;
    },
  };
  const violations = collectViolations(machine.graph, marks);
  const costs = collectCosts(machine, marks, violations);
  const judge = judgeStates(machine, marks, violations, costs, undefined);
  const start = machine.start();
  for (const finding of start.findings) {
    violations.add(finding, finding.kind === 'property' ? start.property : undefined, 0, undefined, 0);
  }
  const state = new Int32Array(machine.layout.length);

  const follow = (path: readonly Choice[]): number => {
    let node = 0;
    for (const { task, alternative } of path) {
      parents.push(node);
      node = choices.push(encodeChoice(task, alternative)) - 1;
    }
    return node;
  };
  const enabled = () => {
    const kinds = machine.actors.flatMap(({ kind }, actor) => (machine.enabled(state, actor) ? [kind] : []));
    if (kinds.length === 0) return 'none';
    return kinds.includes('daemon') ? 'some' : 'no-daemon';
  };
  /** The steps of the event, until one says something. */
  const judgeSteps = (done: Choice[], following: () => Choice | undefined) => {
    for (let choice = following(); choice; choice = following()) {
      const { task, alternative } = choice;
      const code = machine.step(state, task, alternative);
      const encoded = encodeChoice(task, alternative);
      if (code === StepCode.warned) judge.warned(follow(done), encoded, done.length);
      if (code === StepCode.finding) judge.failed(follow(done), encoded, done.length);
      if (code !== StepCode.ok) return;
      done.push(choice);
    }
  };
  /** The step that was chosen, and what is private behind it. */
  const stepsFrom = (choice: number, tried: Choice[]) => () => {
    const [last] = tried.slice(-1);
    if (last && !standsPrivately(machine, state, plan, last.task)) return undefined;
    const next = last ? { task: last.task, alternative: 0 } : decodeChoice(choice);
    tried.push(next);
    return next;
  };
  /** `following`: the steps of the event, if it is about steps. */
  const conclude = (kind: number, done: Choice[], following: () => Choice | undefined) => {
    if (kind === EventKind.failed || kind === EventKind.warned) {
      judgeSteps(done, following);
      return;
    }
    const node = follow(done);
    if (kind === EventKind.violated || kind === EventKind.cost) judge.met(state, node, done.length);
    else judge.expanded(state, node, done.length, enabled());
  };

  return {
    violations,
    costs: costs.found,
    initial() {
      state.set(start.state);
      return judge.met(state, 0, 0);
    },
    judge({ kind, choice }, path) {
      state.set(start.state);
      const done = walk(machine, state, plan, path);
      const way = [...done];
      const tried: Choice[] = [];
      conclude(kind, done, stepsFrom(choice, tried));
      // What can be exchanged was looked at under one name only: the same run under the others says the rest.
      for (const { tasks } of plan?.exchanges ?? []) {
        const renamed = ({ task, alternative }: Choice): Choice => ({
          task: tasks[task] as number,
          alternative,
        });
        state.set(start.state);
        const twin = walk(machine, state, undefined, way.map(renamed));
        const steps = tried.map(renamed);
        conclude(kind, twin, () => steps.shift());
      }
    },
  };
}
