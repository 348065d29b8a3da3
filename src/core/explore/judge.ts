// What the search says of each state and step it comes to; the counterpart for single runs is trace/judge.ts.
//
// Promises: cheap where there is nothing to say, and where the same has been said before: breadth first meets
// everything the first time in the fewest steps.

import type { Machine } from '../machine/machine.ts';
import { Truth } from '../machine/machine.ts';
import type { Costs } from './costs.ts';
import type { EdgeList } from './edges.ts';
import { violatingFlag } from './path.ts';
import type { StateStore } from './state-store.ts';
import { interruptStuckIn, stuckIn } from './stuck.ts';
import type { Violations } from './violations.ts';

/** All take the vector of the state, its index, and the number of steps to it. */
export interface Judge {
  /** A state was met for the first time. One that violates `always` or `never` is marked; it is not expanded. */
  met(state: Int32Array, index: number, depth: number): void;
  /** The last step ended in a finding; `index` and `depth` are those of the state that it left. */
  failed(index: number, choice: number, depth: number): void;
  /** The last step went on after a WARN. */
  warned(index: number, choice: number, depth: number): void;
  /** A state is expanded. */
  expanded(state: Int32Array, index: number, depth: number, enabled: 'none' | 'no-daemon' | 'some'): void;
  /** Some run came to its end, so that `finally` properties were asked. */
  readonly sawEnd: boolean;
}

export function judgeStates(
  machine: Machine,
  store: StateStore,
  violations: Violations,
  costs: Costs,
  edges: EdgeList | undefined,
): Judge {
  const { tasks, properties } = machine.graph;
  const interrupts = tasks.some(({ kind }) => kind === 'interrupt');
  const finals = properties.flatMap(({ kind, routine }, index) =>
    kind === 'finally' && routine ? [index] : [],
  );
  const failuresMet = new Set<number>();
  const warningsMet = new Set<number>();
  const stuckMet = new Set<string>();
  let sawEnd = false;

  /** Nobody but daemons has anything left to do, and they cannot do it. */
  const judgeEnd = (state: Int32Array, index: number, depth: number) => {
    if (finals.length === 0 || !machine.finished(state)) return;
    sawEnd = true;
    for (const property of finals) {
      if (!violations.wants(property, depth)) continue;
      if (machine.evaluateProperty(state, property) === Truth.content) continue;
      violations.add(machine.propertyFinding(state, property), property, index, undefined, depth);
    }
  };
  const judgeStuck = (state: Int32Array, index: number, depth: number) => {
    const places = machine.layout.placeSlots.map((slot) => state[slot] as number).join(' ');
    if (stuckMet.has(places)) return;
    stuckMet.add(places);
    const finding = stuckIn(machine, state);
    if (finding) violations.add(finding, undefined, index, undefined, depth);
  };

  return {
    get sawEnd() {
      return sawEnd;
    },
    met(state, index, depth) {
      costs.met(state, index, depth);
      const property = machine.checkProperties(state);
      if (property < 0) return;
      store.setChoice(index, store.choice(index) | violatingFlag);
      edges?.leave(index);
      if (violations.wants(property, depth)) {
        violations.add(machine.propertyFinding(state, property), property, index, undefined, depth);
      }
    },
    failed(index, choice, depth) {
      edges?.leave(index);
      const key = machine.lastKey();
      if (failuresMet.has(key)) return;
      failuresMet.add(key);
      violations.add(machine.lastFinding(), machine.lastProperty(), index, choice, depth + 1);
    },
    warned(index, choice, depth) {
      const bugs = machine.lastWarned();
      if (bugs.every((bug) => warningsMet.has(bug))) return;
      for (const bug of bugs) warningsMet.add(bug);
      for (const finding of machine.lastWarnings()) {
        violations.add(finding, undefined, index, choice, depth + 1);
      }
    },
    expanded(state, index, depth, enabled) {
      if (enabled !== 'some') judgeEnd(state, index, depth);
      if (enabled === 'none') judgeStuck(state, index, depth);
      if (!interrupts) return;
      const finding = interruptStuckIn(machine, state);
      if (finding) violations.add(finding, undefined, index, undefined, depth);
    },
  };
}
