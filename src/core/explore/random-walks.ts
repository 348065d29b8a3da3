// Random walks beside the search, to see what values the words of this lab take.
//
// Promises: the same walks for the same graph. What they see only prepares the state store: it has no influence on
// what the search finds or counts. They do not go on where it does not: at states that violate a property.

import { seededRandom } from '../base/random.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { StateStore } from './state-store.ts';

const stepsInAll = 20_000;
/** What a small lab's words take is mostly seen by then: else all records are written again for most new values. */
const firstLook = 240;
/** Words of logs in all: what the steps of a wide `atomic` write soon takes more memory than it saves. */
const wordsInAll = 1 << 20;
/** Steps between two questions whether to stop. */
const pollMask = 15;

/** A first look, from the beginning: makes room in the store for what is mostly met. False when memory is used up. */
export function lookAround(
  machine: Machine,
  store: StateStore,
  initial: Int32Array,
  stop: () => boolean,
): boolean {
  walkAtRandom(machine, store.meet, stop, { from: initial, most: firstLook });
  return store.prepare();
}

/** `meet` gets the log of every step; `stop` is asked now and then. The walks begin at `from`, else at the start. */
export function walkAtRandom(
  machine: Machine,
  meet: (log: Int32Array) => void,
  stop: () => boolean,
  { from = machine.start().state, most = stepsInAll }: { from?: Int32Array; most?: number } = {},
): void {
  const random = seededRandom(1);
  const tasks = machine.actors.length;
  let steps = 0;
  let words = 0;
  const goesOn = () => steps < most && words < wordsInAll && ((steps & pollMask) !== 0 || !stop());
  const state = from.slice();
  if (machine.checkProperties(state) >= 0) return;
  while (goesOn()) {
    state.set(from);
    // Who waits, or would go where no search goes on, must not end the walk of the others.
    let failed = 0;
    const all = 2 ** tasks - 1;
    while (failed !== all && goesOn()) {
      steps += 1;
      const task = random.below(tasks);
      const code = machine.step(state, task, random.below(machine.alternatives(state, task)));
      const leads = code === StepCode.ok || code === StepCode.warned;
      if (leads) {
        meet(machine.log);
        words += machine.log[0] as number;
      }
      if (leads && machine.checkProperties(state) < 0) {
        failed = 0;
      } else {
        machine.undo(state);
        failed |= 1 << task;
      }
    }
  }
}
