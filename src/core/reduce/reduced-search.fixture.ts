// A small search that follows a plan, over the JavaScript machine, one map of whole states: to compare with plain search.
//
// Promises: does what core/sweep does with a plan, as plainly as it can be written; says what it found as sets of words.

import { claimant } from '../check/claims.ts';
import type { Finding } from '../check/verdict.ts';
import { interruptStuckIn, stuckIn } from '../explore/stuck.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import { exchanged } from './exchanged-state.fixture.ts';
import { conflictsWith } from './persistent-sets.ts';
import type { ReductionPlan } from './plan.ts';

export interface Outcome {
  /** Undefined: more than `most`. */
  readonly states: number | undefined;
  readonly transitions: number;
  /** Names of violated properties, of costs, and kind and name of what else was found. */
  readonly findings: ReadonlySet<string>;
}

export function reducedSearch(machine: Machine, plan: ReductionPlan | undefined, most: number): Outcome {
  const { actors, graph, layout } = machine;
  const { properties } = graph;
  const findings = new Set<string>();
  const add = (finding: Finding, property: number | undefined) => {
    const owner = property ?? claimant(properties, finding.kind);
    findings.add(owner === undefined ? wordsOf(finding) : `violated ${properties[owner]?.name}`);
  };
  const dead = plan?.deadSlots;
  const exchanges = plan?.exchanges ?? [];
  const keyOf = (state: Int32Array): string => {
    if (plan?.symmetry) {
      const images = [state, ...exchanges.map((exchange) => exchanged(state, exchange))];
      return String(images.map((image) => symmetricKey(image, plan, layout.identity)).sort()[0]);
    }
    if (!dead) return state.subarray(0, layout.identity).join();
    return state
      .subarray(0, layout.identity)
      .map((value, slot) => (dead[slot] === 1 ? 0 : value))
      .join();
  };
  const beginning = machine.start();
  for (const finding of beginning.findings)
    add(finding, finding.kind === 'property' ? beginning.property : undefined);
  const first = beginning.state;
  const seen = new Set<string>([keyOf(first)]);
  const queue: Int32Array[] = [];
  let transitions = 0;

  /** Whether the state is to be expanded. What is found is told of it under every name. */
  const meet = (state: Int32Array): boolean => {
    for (const exchange of exchanges) look(exchanged(state, exchange));
    return look(state);
  };
  const look = (state: Int32Array): boolean => {
    properties.forEach(({ kind, routine, name }, index) => {
      if (kind !== 'cost' || !routine) return;
      const truth = machine.evaluateProperty(state, index);
      if (truth === Truth.violated) findings.add(`cost ${name}`);
      if (truth === Truth.fault) add(machine.propertyFinding(state, index), undefined);
    });
    const violated = machine.checkProperties(state);
    if (violated < 0) return true;
    add(machine.propertyFinding(state, violated), violated);
    return false;
  };
  /** What the step says, done by those who can be exchanged with the task. */
  const tellTwins = (before: Int32Array, task: number, alternative: number) => {
    for (const exchange of exchanges) {
      const code = machine.step(exchanged(before, exchange), exchange.tasks[task] as number, alternative);
      if (code === StepCode.finding) add(machine.lastFinding(), machine.lastProperty());
      if (code === StepCode.warned) for (const warning of machine.lastWarnings()) add(warning, undefined);
    }
  };
  const placeOf = (state: Int32Array, task: number) => state[layout.placeSlots[task] as number] as number;
  /** The step, and all private ones that follow; false where it did not lead to a state. */
  const run = (state: Int32Array, task: number, alternative: number): boolean => {
    tellTwins(state, task, alternative);
    let code = machine.step(state, task, alternative);
    for (let round = 0; ; round++) {
      if (round > 10_000) throw new Error('private steps go round for ever');
      if (code === StepCode.blocked || code === StepCode.pruned) {
        if (round > 0) throw new Error('a private step is not possible');
        return false;
      }
      transitions += 1;
      if (code === StepCode.finding) {
        if (round > 0) throw new Error('a private step fails');
        add(machine.lastFinding(), machine.lastProperty());
        return false;
      }
      if (code === StepCode.warned) for (const warning of machine.lastWarnings()) add(warning, undefined);
      if (plan?.privatePlaces?.[task]?.[placeOf(state, task)] !== 1) return true;
      if (machine.alternatives(state, task) !== 1) throw new Error('a private step has alternatives');
      code = machine.step(state, task, 0);
    }
  };
  /** Every step of the task: whether each led to a state that violates nothing, and whether one was new. */
  const expand = (state: Int32Array, task: number): { fine: boolean; fresh: boolean } => {
    let fine = true;
    let fresh = false;
    for (let alternative = 0; alternative < machine.alternatives(state, task); alternative++) {
      const next = state.slice();
      if (!run(next, task, alternative)) {
        fine = false;
        continue;
      }
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      fresh = true;
      if (meet(next)) queue.push(next);
      else fine = false;
    }
    return { fine, fresh };
  };

  if (!beginning.ended && meet(first)) queue.push(first);
  for (const state of queue) {
    if (seen.size > most) return { states: undefined, transitions, findings };
    const enabled = actors.flatMap((_, actor) => (machine.enabled(state, actor) ? [actor] : []));
    const chosen = chooseSet(machine, plan, state, enabled);
    let done: readonly number[] = [];
    if (chosen) {
      const results = chosen.map((task) => expand(state, task));
      done = chosen;
      if (results.every(({ fine }) => fine) && results.some(({ fresh }) => fresh)) done = enabled;
    }
    for (const actor of enabled) if (!done.includes(actor)) expand(state, actor);
    judge(machine, state, enabled, add);
    for (const exchange of exchanges) {
      const image = exchanged(state, exchange);
      const able = actors.flatMap((_, actor) => (machine.enabled(image, actor) ? [actor] : []));
      judge(machine, image, able, add);
    }
  }
  return { states: seen.size, transitions, findings };
}

/** The smallest persistent set by the number of its enabled members; undefined for all. */
export function chooseSet(
  machine: Machine,
  plan: ReductionPlan | undefined,
  state: Int32Array,
  enabled: readonly number[],
): readonly number[] | undefined {
  const sets = plan?.persistent;
  if (!sets) return undefined;
  const { placeSlots } = machine.layout;
  const tasks = placeSlots.length;
  const place = Array.from(placeSlots, (slot) => state[slot] as number);
  const rival = (task: number, other: number): boolean => {
    const lock = sets.lockSlots[task]?.[place[task] as number] ?? -1;
    const holder = lock < 0 ? 0 : (state[lock] as number);
    if (holder !== 0 && !enabled.includes(task)) return holder === other + 1;
    return conflictsWith(sets, task, place[task] as number, other, place[other] as number);
  };
  let best: readonly number[] | undefined;
  for (const seed of enabled) {
    if (sets.optional[seed]?.[place[seed] as number] === 1) continue;
    const set = new Set([seed]);
    for (const task of set)
      for (let other = 0; other < tasks; other++) if (other !== task && rival(task, other)) set.add(other);
    const members = enabled.filter((task) => set.has(task));
    if (members.length < (best?.length ?? enabled.length)) best = members;
  }
  return best;
}

function judge(
  machine: Machine,
  state: Int32Array,
  enabled: readonly number[],
  add: (finding: Finding, property: number | undefined) => void,
): void {
  const { properties } = machine.graph;
  const { actors } = machine;
  if (!enabled.some((actor) => actors[actor]?.kind === 'daemon') && machine.finished(state)) {
    properties.forEach(({ kind, routine }, index) => {
      if (kind !== 'finally' || !routine) return;
      if (machine.evaluateProperty(state, index) !== Truth.content)
        add(machine.propertyFinding(state, index), index);
    });
  }
  const stuck = enabled.length === 0 ? stuckIn(machine, state) : undefined;
  if (stuck) add(stuck, undefined);
  const interrupt = interruptStuckIn(machine, state);
  if (interrupt) add(interrupt, undefined);
}

/** What two searches must agree on: tasks and addresses that stand for each other may differ. */
function wordsOf({ kind, name }: Finding): string {
  return kind === 'deadlock' || kind === 'blocked-at-end' ? kind : `${kind} ${name}`;
}

/** The same for two states that only differ in which member of a class is where. */
function symmetricKey(
  state: Int32Array,
  { symmetry = [], deadSlots }: ReductionPlan,
  identity: number,
): string {
  const shared = state.slice(0, identity);
  for (let slot = 0; slot < identity; slot++) if (deadSlots?.[slot] === 1) shared[slot] = 0;
  const members: string[] = [];
  for (const { tasks, own, lockSlots } of symmetry) {
    const texts = tasks.map((task, member) => {
      const mine = Array.from(own[member] ?? [], (slot) => shared[slot] as number);
      return `${mine.join()}/${Array.from(lockSlots, (slot) => Number(shared[slot] === task + 1)).join()}`;
    });
    members.push(texts.sort().join('|'));
  }
  for (const { tasks, own, lockSlots } of symmetry) {
    for (const slots of own) for (const slot of slots) shared[slot] = 0;
    for (const slot of lockSlots) if (tasks.includes((shared[slot] as number) - 1)) shared[slot] = 0;
  }
  return `${shared.join()}#${members.join('#')}`;
}
