// The point of no return: the step of a violating run after which nothing that can run ends well any more.
//
// Goes back along the run, and from each state looks through all continuations for one that passes; states from which
// none does are remembered, so that each is looked through once. Promises: exact; undefined when it would take too
// much. The continuation that passes, from the last state that has one, comes with the answer.

import { createBudget } from '../explore/budget.ts';
import { decodeChoice, encodeChoice } from '../explore/path.ts';
import { lookAround } from '../explore/random-walks.ts';
import { absent, createStateStore, full, type StateStore } from '../explore/state-store.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { finishRun, type Judgement } from './finish.ts';
import { settles } from './settle.ts';
import type { Work } from './work.ts';

export interface PointOfNoReturn {
  /** -1: the initial state is lost. */
  readonly step: number;
  /** A run that passes and leaves the violating one at that step. */
  readonly passing: readonly Choice[] | undefined;
}

const mostMemory = 256 * 1024 ** 2;
/** Of a longer run only the end is looked at. */
const longestRun = 1000;

export function pointOfNoReturn(
  machine: Machine,
  violating: readonly Choice[],
  judgement: Judgement,
  work: Work,
): PointOfNoReturn | undefined {
  const { state } = machine.start();
  const initial = state.slice();
  const skipped = Math.max(0, violating.length - longestRun);
  const states = skipped === 0 ? [initial] : [];
  let isOnlyWay = machine.actors.length === 1;
  for (const [step, { task, alternative }] of violating.entries()) {
    isOnlyWay &&= machine.alternatives(state, task) === 1;
    const code = machine.step(state, task, alternative);
    // The last step may end in a finding, and leads to no state.
    if (step + 1 >= skipped && code !== StepCode.finding) states.push(state.slice());
  }
  // A task alone has no order.
  if (isOnlyWay) return { step: -1, passing: undefined };
  const first = states.at(-1);
  if (!first) return undefined;
  const store = createStateStore(machine.layout.identity, first, createBudget(mostMemory));
  if (!store) return undefined;
  const lost = lookThrough(machine, store, initial, judgement, work);
  for (let kept = states.length - 1; kept >= 0; kept--) {
    const from = states[kept] as Int32Array;
    const at = skipped + kept;
    const last = at > 0 ? (violating[at - 1]?.task ?? -1) : -1;
    const before = violating.slice(0, at);
    /** Mostly the first continuation that comes to mind passes, where any does. */
    const easy = (): readonly Choice[] | undefined => {
      const choices: Choice[] = [];
      const task = last < machine.graph.tasks.length ? last : -1;
      const passes = finishRun(machine, judgement, from.slice(), task, choices, () => 0, work);
      return passes === true ? choices : undefined;
    };
    const found = lost(from, kept === states.length - 1, easy);
    if (found === undefined || work.spent) return undefined;
    if (found === 'none') continue;
    // After a violation at an end that is none for an interrupt, things may still turn well.
    return at < violating.length ? { step: at, passing: [...before, ...found] } : undefined;
  }
  return skipped === 0 ? { step: -1, passing: undefined } : undefined;
}

/** Depth first from a state: choices to an end that passes, or `none`. All states met before are lost. */
function lookThrough(
  machine: Machine,
  store: StateStore,
  initial: Int32Array,
  judgement: Judgement,
  work: Work,
) {
  const { actors } = machine;
  const state = new Int32Array(machine.layout.length);
  const difference = new Int32Array(3 * machine.layout.length + 1);
  let lookedAround = false;

  /** Puts a state in that no step leads to from here. */
  const put = (vector: Int32Array): number => {
    store.load(0, state);
    let end = 1;
    for (let slot = 0; slot < vector.length; slot++) {
      if (state[slot] === vector[slot]) continue;
      difference[end] = slot;
      difference[end + 1] = state[slot] as number;
      difference[end + 2] = vector[slot] as number;
      end += 3;
    }
    difference[0] = end;
    return store.add(difference, vector, absent, 0);
  };
  const pathTo = (index: number): Choice[] => {
    const path: Choice[] = [];
    for (let at = index; store.parent(at) !== absent; at = store.parent(at)) {
      path.push(decodeChoice(store.choice(at)));
    }
    return path.reverse();
  };

  /** Every step from the loaded state leads to a state that is known to be lost, or nowhere. */
  const isLostAtOnce = (): boolean => {
    for (const actor of actors.keys()) {
      const alternatives = machine.alternatives(state, actor);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const code = machine.step(state, actor, alternative);
        if (code === StepCode.blocked) break;
        work.spend(1);
        const leads = code !== StepCode.pruned && judgement.after(code, state);
        const isOpen = leads && store.find(machine.log, state) === absent;
        machine.undo(state);
        if (isOpen) return false;
      }
    }
    return true;
  };

  return (
    from: Int32Array,
    isFirst: boolean,
    easy: () => readonly Choice[] | undefined,
  ): readonly Choice[] | 'none' | undefined => {
    const root = isFirst ? 0 : put(from);
    if (root === full) return undefined;
    if (!isFirst && !store.wasNew) return 'none';
    if (!judgement.after(StepCode.ok, from)) return 'none';
    store.load(root, state);
    if (!judgement.passes(state) && !judgement.isRestless(state) && isLostAtOnce()) return 'none';
    const first = easy();
    if (first) return first;
    if (!lookedAround) {
      lookedAround = true;
      if (!lookAround(machine, store, initial, () => work.spent)) return undefined;
    }
    const open = [root];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      store.load(at, state);
      if (judgement.passes(state)) return pathTo(at);
      if (judgement.isRestless(state)) {
        const settled = settles(machine, judgement, state, work);
        if (settled === undefined) return undefined;
        if (settled && !judgement.asksEnd) return pathTo(at);
      }
      for (let actor = actors.length - 1; actor >= 0; actor--) {
        const alternatives = machine.alternatives(state, actor);
        for (let alternative = 0; alternative < alternatives; alternative++) {
          const code = machine.step(state, actor, alternative);
          if (code === StepCode.blocked) break;
          if (!work.spend(1)) return undefined;
          if (code !== StepCode.pruned && judgement.after(code, state)) {
            const to = store.add(machine.log, state, at, encodeChoice(actor, alternative));
            if (to === full) return undefined;
            if (store.wasNew) open.push(to);
          }
          machine.undo(state);
        }
      }
    }
    return 'none';
  };
}
