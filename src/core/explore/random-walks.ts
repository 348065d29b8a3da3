// Random walks beside the search, to see what values the words of this lab take.
//
// Promises: the same walks for the same graph. What they see only prepares the state store: it has no influence on
// what the search finds or counts.

import { seededRandom } from '../base/random.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';

const stepsInAll = 20_000;
/** Words of logs in all: what the steps of a wide `atomic` write soon takes more memory than it saves. */
const wordsInAll = 1 << 20;
/** Steps between two questions whether to stop. */
const pollMask = 63;

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
  while (goesOn()) {
    state.set(from);
    // Who waits must not end the walk of those who need not.
    let failed = 0;
    const all = 2 ** tasks - 1;
    for (; failed !== all && goesOn(); steps++) {
      const task = random.below(tasks);
      const code = machine.step(state, task, random.below(machine.alternatives(state, task)));
      if (code === StepCode.ok || code === StepCode.warned) {
        meet(machine.log);
        words += machine.log[0] as number;
        failed = 0;
      } else {
        machine.undo(state);
        failed |= 1 << task;
      }
    }
  }
}
