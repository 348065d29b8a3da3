// Whether a run ends well: goes on from a state by a fixed policy, and judges what comes of it.
//
// A run passes when all that should have ended has, no property was violated on the way or at the end, and nothing
// else went wrong (nor will when only daemons go on: settle.ts); for a violated `can-still` its wish must be true then.
// Promises: deterministic. The policy: stores become visible at once, then whoever ran last goes on, then task order;
// who goes on for very long makes room for the next; an interrupt comes only when nobody else can go on and somebody
// waits.

import { claimant } from '../check/claims.ts';
import { interruptStuckIn } from '../explore/stuck.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { settles } from './settle.ts';
import type { Work } from './work.ts';

export interface Judgement {
  /** `false`: a violation or another finding; `true`: the state is fine so far. */
  after(code: StepCode, state: Int32Array): boolean;
  /** Nobody who counts has anything left to do, and every question about the end has a good answer. */
  passes(state: Int32Array): boolean;
  /** All who should end have, but a daemon goes on. */
  isRestless(state: Int32Array): boolean;
  /** Some question is asked where nobody can go on, daemons included. */
  readonly asksEnd: boolean;
}

export function judgeEnds(machine: Machine, violated: number): Judgement {
  const { properties, tasks } = machine.graph;
  const interrupts = tasks.some(({ kind }) => kind === 'interrupt');
  const daemons = tasks.some(({ kind }) => kind === 'daemon');
  const warnCounts = claimant(properties, 'warn') !== undefined;
  const asked = properties.flatMap(({ kind, routine }, at) =>
    routine && (kind === 'finally' || (kind === 'can-still' && at === violated)) ? [at] : [],
  );
  const daemonsRest = (state: Int32Array) =>
    tasks.every(({ kind }, task) => kind !== 'daemon' || !machine.enabled(state, task));
  return {
    asksEnd: asked.length > 0,
    isRestless: (state) => daemons && machine.finished(state) && !daemonsRest(state),
    after(code, state) {
      if (code !== StepCode.ok && (code !== StepCode.warned || warnCounts)) return false;
      if (machine.checkProperties(state) >= 0) return false;
      return !interrupts || interruptStuckIn(machine, state) === undefined;
    },
    passes: (state) =>
      machine.finished(state) &&
      daemonsRest(state) &&
      asked.every((at) => machine.evaluateProperty(state, at) === Truth.content),
  };
}

/** Steps in a row after which somebody spins and others come first. */
const longTurn = 200;
const longestTail = 4000;

/**
 * Goes on from a state, which is changed, and notes the choices. `last` ran last; `alternativeOf` says what an actor
 * chooses. True when the run passes, false when it does not, undefined when nobody knows.
 */
export function finishRun(
  machine: Machine,
  judgement: Judgement,
  state: Int32Array,
  last: number,
  choices: Choice[],
  alternativeOf: (task: number, alternatives: number) => number,
  work: Work,
): boolean | undefined {
  const { actors } = machine;
  const taskCount = machine.graph.tasks.length;
  let current = last;
  let turn = 0;
  let alternative = 0;

  const step = (actor: number): StepCode => {
    const alternatives = machine.alternatives(state, actor);
    alternative = alternatives > 1 ? alternativeOf(actor, alternatives) : 0;
    return machine.step(state, actor, alternative);
  };
  /** 0: tasks at work, 1: daemons, 2: interrupts that have not come. */
  const rankOf = (task: number): number => {
    const kind = actors[task]?.kind;
    if (kind === 'daemon') return 1;
    return kind === 'interrupt' && !machine.started(state, task) ? 2 : 0;
  };
  /** Does the next step; the actor, or -1 when nobody can. */
  const stepNext = (): { readonly actor: number; readonly code: StepCode } => {
    for (let actor = taskCount; actor < actors.length; actor++) {
      const code = step(actor);
      if (code !== StepCode.blocked) return { actor, code };
    }
    const spins = turn > longTurn;
    if (current >= 0 && !spins && rankOf(current) === 0) {
      const code = step(current);
      if (code !== StepCode.blocked) return { actor: current, code };
    }
    for (let rank = 0; rank < 3; rank++) {
      for (let at = 0; at < taskCount; at++) {
        const task = spins ? (current + 1 + at) % taskCount : at;
        if (rankOf(task) !== rank) continue;
        const code = step(task);
        if (code !== StepCode.blocked) return { actor: task, code };
      }
    }
    return { actor: -1, code: StepCode.blocked };
  };

  for (let steps = 0; steps < longestTail; steps++) {
    if (judgement.passes(state)) return true;
    // Where a question is asked at their end, daemons have to come to it.
    if (!judgement.asksEnd && judgement.isRestless(state)) return settles(machine, judgement, state, work);
    const { actor, code } = stepNext();
    if (actor < 0) return false;
    if (!work.spend(1) || code === StepCode.pruned) return undefined;
    choices.push({ task: actor, alternative });
    if (!judgement.after(code, state)) return false;
    if (actor >= taskCount) continue;
    turn = actor === current ? turn + 1 : 0;
    current = actor;
  }
  return undefined;
}
