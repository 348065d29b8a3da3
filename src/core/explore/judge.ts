// What the search says of each state and step it comes to; the counterpart for single runs is trace/judge.ts.
//
// Promises: cheap where there is nothing to say, and where the same has been said before with no more steps.

import type { Machine } from '../machine/machine.ts';
import { Truth } from '../machine/machine.ts';
import type { Costs } from './costs.ts';
import type { EdgeList } from './edges.ts';
import { violatingFlag } from './path.ts';
import { interruptStuckIn, stuckIn } from './stuck.ts';
import type { Violations } from './violations.ts';

/** All take the vector of the state, its index, and the number of steps to it. */
export interface Judge {
  /** A state was met for the first time. True where it violates `always` or `never`: it is marked, and not expanded. */
  met(state: Int32Array, index: number, depth: number): boolean;
  /** The last step ended in a finding; `index` and `depth` are those of the state that it left. */
  failed(index: number, choice: number, depth: number): void;
  /** The last step went on after a WARN. */
  warned(index: number, choice: number, depth: number): void;
  /** A state is expanded. */
  expanded(state: Int32Array, index: number, depth: number, enabled: 'none' | 'no-daemon' | 'some'): void;
  /** Some run came to its end, so that `finally` properties were asked. */
  readonly sawEnd: boolean;
}

/** Where violating states are marked: the state store, or whatever else keeps states. */
export interface Marks {
  choice(index: number): number;
  setChoice(index: number, choice: number): void;
}

export function judgeStates(
  machine: Machine,
  marks: Marks,
  violations: Violations,
  costs: Costs,
  edges: EdgeList | undefined,
): Judge {
  const { tasks, properties } = machine.graph;
  const interrupts = tasks.some(({ kind }) => kind === 'interrupt');
  const finals = properties.flatMap(({ kind, routine }, index) =>
    kind === 'finally' && routine ? [index] : [],
  );
  /** What was said, and the fewest steps to it so far. */
  const failuresMet = new Map<number, number>();
  const warningsMet = new Map<number, number>();
  const stuckMet = new Map<string, number>();
  let sawEnd = false;

  /** Nobody but daemons has anything left to do, and they cannot do it. */
  const judgeEnd = (state: Int32Array, index: number, depth: number) => {
    if (finals.length === 0) return;
    sawEnd = true;
    for (const property of finals) {
      if (!violations.wants(property, depth)) continue;
      if (machine.evaluateProperty(state, property) === Truth.content) continue;
      violations.add(machine.propertyFinding(state, property), property, index, undefined, depth);
    }
  };
  const judgeStuck = (state: Int32Array, index: number, depth: number) => {
    // Tasks at the same places can wait for others: then it is another way to be stuck.
    const places = tasks.map((_, task) => {
      const place = state[machine.layout.placeSlots[task] as number];
      return `${place} ${machine.cpuHolder(state, task)} ${machine.lockHolder(state, task)}`;
    });
    if (!isFewer(stuckMet, places.join(), depth)) return;
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
      if (property < 0) return false;
      marks.setChoice(index, marks.choice(index) | violatingFlag);
      edges?.leave(index);
      if (violations.wants(property, depth)) {
        violations.add(machine.propertyFinding(state, property), property, index, undefined, depth);
      }
      return true;
    },
    failed(index, choice, depth) {
      edges?.leave(index);
      if (!isFewer(failuresMet, machine.lastKey(), depth)) return;
      violations.add(machine.lastFinding(), machine.lastProperty(), index, choice, depth + 1);
    },
    warned(index, choice, depth) {
      const isNew = machine.lastWarned().map((bug) => isFewer(warningsMet, bug, depth));
      if (!isNew.includes(true)) return;
      for (const finding of machine.lastWarnings()) {
        violations.add(finding, undefined, index, choice, depth + 1);
      }
    },
    expanded(state, index, depth, enabled) {
      if (enabled !== 'some' && machine.finished(state)) judgeEnd(state, index, depth);
      else if (enabled === 'none') judgeStuck(state, index, depth);
      if (!interrupts) return;
      const finding = interruptStuckIn(machine, state);
      if (finding) violations.add(finding, undefined, index, undefined, depth);
    },
  };
}

/** True, and noted, where `what` was not met yet, or only with more steps. */
function isFewer<K>(met: Map<K, number>, what: K, depth: number): boolean {
  const known = met.get(what);
  if (known !== undefined && known <= depth) return false;
  met.set(what, depth);
  return true;
}
