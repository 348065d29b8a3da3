// The shortest violating run in which given pairs of steps come the other way round: breadth first over states, each
// with a bit for every pair whose later step was done; before that, the earlier one is not gone.
//
// Promises: what it finds violates the same property, and in it no earlier step of a pair is done before the later one
// was; exact. `none`: there is no such run. `stopped`: it would have taken too much.

import type { Finding } from '../check/verdict.ts';
import { createBudget } from '../explore/budget.ts';
import type { Goal } from '../explore/goal.ts';
import { choicesTo, encodeChoice } from '../explore/path.ts';
import { lookAround } from '../explore/random-walks.ts';
import { absent, createStateStore, full } from '../explore/state-store.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { isSamePlace, placeOfStep, type StepPlace } from './marks.ts';
import type { Work } from './work.ts';

/** In the runs so far `before` was done before `after`. */
export interface ForbiddenOrder {
  readonly before: StepPlace;
  readonly after: StepPlace;
}

export interface OtherRun {
  readonly finding: Finding;
  readonly choices: readonly Choice[];
}

const mostMemory = 128 * 1024 ** 2;

/** At most eight pairs. */
export function shortestWithout(
  machine: Machine,
  goal: Goal,
  forbidden: readonly ForbiddenOrder[],
  work: Work,
): OtherRun | 'none' | 'stopped' {
  const { actors } = machine;
  const { state: initial } = machine.start();
  const store = createStateStore(machine.layout.identity, initial, createBudget(mostMemory));
  if (!store || !lookAround(machine, store, initial, () => work.spent)) return 'stopped';
  const state = new Int32Array(machine.layout.length);
  const named = new Set(forbidden.flatMap(({ before, after }) => [before.actor, after.actor]));

  // Nodes: state and bits in one number, and how they were come to.
  const nodes = [0];
  const parents = [absent];
  const choices = [0];
  const met = new Set(nodes);
  const ancestry = {
    parent: (node: number) => parents[node] as number,
    choice: (node: number) => choices[node] as number,
  };
  const found = (finding: Finding, node: number, extra?: number): OtherRun => ({
    finding,
    choices: choicesTo(ancestry, node, extra),
  });
  /** The bits after a step, or undefined where it is not gone. */
  const bitsAfter = (bits: number, choice: Choice): number | undefined => {
    if (!named.has(choice.task)) return bits;
    const place = placeOfStep(machine, state, choice);
    let after = bits;
    for (const [at, pair] of forbidden.entries()) {
      if ((bits & (1 << at)) === 0 && isSamePlace(place, pair.before)) return undefined;
      if (isSamePlace(place, pair.after)) after |= 1 << at;
    }
    return after;
  };

  for (let node = 0; node < nodes.length; node++) {
    const index = Math.floor((nodes[node] as number) / 256);
    const bits = (nodes[node] as number) % 256;
    store.load(index, state);
    const finding = goal.state(index, state);
    if (finding) return found(finding, node);
    if (machine.checkProperties(state) >= 0) continue;
    for (let actor = 0; actor < actors.length; actor++) {
      const alternatives = machine.alternatives(state, actor);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        const after = bitsAfter(bits, { task: actor, alternative });
        if (after === undefined) continue;
        const code = machine.step(state, actor, alternative);
        if (code === StepCode.blocked) break;
        if (!work.spend(1)) return 'stopped';
        const choice = encodeChoice(actor, alternative);
        if (code === StepCode.finding || code === StepCode.warned) {
          const ended = goal.step(code);
          if (ended) return found(ended, node, choice);
        }
        if (code === StepCode.ok || code === StepCode.warned) {
          const to = store.add(machine.log, state, index, choice);
          if (to === full) return 'stopped';
          const key = to * 256 + after;
          if (!met.has(key)) {
            met.add(key);
            nodes.push(key);
            parents.push(node);
            choices.push(choice);
          }
        }
        machine.undo(state);
      }
    }
  }
  return 'none';
}
