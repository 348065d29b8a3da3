// The run most like a violating one that ends well: one task does some steps earlier or later, the rest as it was.
//
// Promises: the answer is a run that the machine does and that passes (finish.ts). Both ends of the change are needed:
// with one step less moved, or one less crossed, it does not pass. Among such changes one of steps that both runs do,
// and that touch the same word, comes before a smaller one of others, which may only come too late for the harm.
// Deterministic, bounded by work. Finds nothing where no single move helps.

import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { finishRun, type Judgement } from './finish.ts';
import { type Reordering, reorderings } from './reorderings.ts';
import type { Work } from './work.ts';

export interface PassingRun {
  readonly choices: readonly Choice[];
  /** The step of the violating run that another one goes before, and in the passing run the last of those that do. */
  readonly crossed: number;
  readonly moved: number;
  /** How many steps were moved before it. */
  readonly count: number;
}

/** Steps of machine that are spent on better answers once there is one. */
const moreWork = 12_000;
/** Longer runs are changed near their end only: each step of it takes a copy of the state. */
const longestRun = 300;

export function nearestPassing(
  machine: Machine,
  violating: readonly Choice[],
  judgement: Judgement,
  work: Work,
  endsMeet: (run: PassingRun) => boolean,
): PassingRun | undefined {
  const first = Math.max(0, violating.length - longestRun);
  const states = statesAlong(machine, violating, first);
  const tail = violating.slice(first);
  const state = new Int32Array(machine.layout.length);
  const actors = tail.map(({ task }) => task);
  /** Where an actor cannot do so many steps in advance, it cannot do more. */
  const hopeless = new Set<string>();
  const passing = new Set<string>();
  let best: { readonly run: PassingRun; readonly badness: number } | undefined;
  let more = moreWork;
  for (const change of reorderings(actors, machine.actors.length)) {
    if (work.spent || more <= 0) break;
    const from = states[change.at];
    const place = `${change.at} ${change.actor}`;
    if (!from || (change.kind === 'advance' && hopeless.has(place))) continue;
    state.set(from);
    const choices = violating.slice(0, first + change.at);
    const moved = follow(machine, state, tail, change, choices, judgement, work);
    if (best) more -= choices.length;
    if (moved === 'early') hopeless.add(place);
    if (typeof moved === 'string') continue;
    passing.add(keyOf(change));
    if (smallerOnes(actors, change).some((one) => passing.has(keyOf(one)))) continue;
    const run = { choices, crossed: first + change.at, moved, count: change.count };
    // What the violating run never came to can only have come too late for it.
    const isKnown = change.until < tail.length;
    const badness = (isKnown ? 0 : 2) + (endsMeet(run) ? 0 : 1);
    if (!best || badness < best.badness) best = { run, badness };
    if (badness === 0) break;
  }
  return best?.run;
}

function keyOf({ kind, at, actor, count, until }: Omit<Reordering, 'pairs'>): string {
  return `${kind} ${at} ${actor} ${kind === 'advance' ? count : until}`;
}

/** The same change with one step less moved, and with one less crossed. */
function smallerOnes(actors: readonly number[], change: Reordering): readonly Omit<Reordering, 'pairs'>[] {
  const { kind, at, actor, count, until } = change;
  if (kind === 'advance') {
    const next = actors.findIndex((one, step) => step > at && one !== actor);
    return [{ ...change, count: count - 1 }, ...(next < 0 ? [] : [{ ...change, at: next }])];
  }
  const next = actors.findIndex((one, step) => step > at && one === actor);
  const last = actors.slice(0, until).findLastIndex((one) => one !== actor);
  return [{ ...change, until: last }, ...(next < 0 ? [] : [{ ...change, at: next }])];
}

/** The state before each step from `first` on. */
function statesAlong(machine: Machine, choices: readonly Choice[], first: number): readonly Int32Array[] {
  const { state } = machine.start();
  const states: Int32Array[] = [];
  choices.forEach(({ task, alternative }, step) => {
    if (step >= first) states.push(state.slice());
    machine.step(state, task, alternative);
  });
  return states;
}

/** Does the changed run. Where the last moved step is in it when the run passes; else when it failed. */
function follow(
  machine: Machine,
  state: Int32Array,
  run: readonly Choice[],
  change: Reordering,
  choices: Choice[],
  judgement: Judgement,
  work: Work,
): number | 'early' | 'late' {
  const rest = new Map<number, number[]>();
  for (const { task, alternative } of run.slice(change.at)) {
    const list = rest.get(task);
    if (list) list.push(alternative);
    else rest.set(task, [alternative]);
  }
  /** What the actor chose in the run where it comes to as many choices; else the first alternative. */
  const alternativeOf = (actor: number, alternatives: number): number => {
    const wanted = rest.get(actor)?.[0] ?? 0;
    return wanted < alternatives ? wanted : 0;
  };
  let last = change.at > 0 ? (run[change.at - 1]?.task ?? -1) : -1;
  /** `undefined`: the actor cannot go here. `false`: the run is over, and not well. */
  const step = (actor: number): boolean | undefined => {
    const alternatives = machine.alternatives(state, actor);
    const alternative = alternatives > 1 ? alternativeOf(actor, alternatives) : 0;
    const code = machine.step(state, actor, alternative);
    if (code === StepCode.blocked) return undefined;
    if (!work.spend(1) || code === StepCode.pruned) return false;
    rest.get(actor)?.shift();
    choices.push({ task: actor, alternative });
    last = actor;
    return judgement.after(code, state);
  };

  const early: number[] =
    change.kind === 'advance'
      ? Array.from({ length: change.count }, () => change.actor)
      : run.slice(change.at, change.until + 1).flatMap(({ task }) => (task === change.actor ? [] : [task]));
  for (const actor of early) if (step(actor) !== true) return 'early';
  const moved = choices.length - 1;
  // The others' steps in their old order; of whom something was moved only what is left.
  const late =
    change.kind === 'advance'
      ? without(run.slice(change.at), change.actor, change.count)
      : [
          ...run.slice(change.at, change.until + 1).filter(({ task }) => task === change.actor),
          ...run.slice(change.until + 1),
        ];
  for (const { task } of late) if (step(task) === false) return 'late';
  const lastTask = last < machine.graph.tasks.length ? last : -1;
  const passes = finishRun(machine, judgement, state, lastTask, choices, alternativeOf, work);
  return passes === true ? moved : 'late';
}

/** All but the first `count` steps of the actor. */
function without(run: readonly Choice[], actor: number, count: number): readonly Choice[] {
  let seen = 0;
  return run.filter(({ task }) => task !== actor || ++seen > count);
}
