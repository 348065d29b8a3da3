// Random walks beside the search, to see what values the words of this lab take.
//
// Promises: the same walks for the same graph. What they see only prepares the state store: it has no influence on
// what the search finds or counts.

import { seededRandom } from '../base/random.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';

const stepsInAll = 20_000;

/** `meet` gets the log of every step. */
export function walkAtRandom(machine: Machine, meet: (log: Int32Array) => void): void {
  const random = seededRandom(1);
  const tasks = machine.graph.tasks.length;
  let steps = 0;
  const { state: initial } = machine.start();
  const state = initial.slice();
  while (steps < stepsInAll) {
    state.set(initial);
    for (let failures = 0; failures < 2 * tasks && steps < stepsInAll; steps++) {
      const task = random.below(tasks);
      const code = machine.step(state, task, random.below(machine.alternatives(state, task)));
      if (code === StepCode.ok || code === StepCode.warned) {
        meet(machine.log);
        failures = 0;
      } else {
        machine.undo(state);
        failures += 1;
      }
    }
  }
}
