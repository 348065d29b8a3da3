// The run that first led to a state, out of the log; and the same run with every private step in it.
//
// Promises: under the plan that the sweep followed, the machine does exactly these steps. Does not judge anything.

import { assert } from '../base/assert.ts';
import { decodeChoice } from '../explore/path.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import type { ReductionPlan } from '../reduce/plan.ts';
import type { Choice } from '../schedule/schedule.ts';
import { logEntryBytes } from '../wasm/memory-map.ts';
import type { Ground } from './ground.ts';
import type { LinearMemory } from './web-assembly.ts';

/** As the kernel does: so many private steps behind one that is not. */
export const mostPrivateRounds = 10_000;

/** The initial state's. */
const firstNumber = 0;

/** Choices of the log from the initial state to state `number`, first one first. */
export function loggedPath(memory: LinearMemory, ground: Ground, number: number): readonly Choice[] {
  const bytes = new DataView(memory.buffer);
  const perLog = ground.chunkBytes / logEntryBytes;
  const choices: Choice[] = [];
  for (let at = number; at !== firstNumber; ) {
    const log = bytes.getUint32(ground.logsAt + 4 * Math.floor(at / perLog), true);
    const entry = log + (at % perLog) * logEntryBytes;
    choices.push(decodeChoice(bytes.getUint32(entry + 4, true)));
    at = bytes.getUint32(entry, true);
  }
  return choices.reverse();
}

/**
 * Does the choices from the initial state in `state`, each with the private steps behind it. Returns all that were done.
 */
export function walk(
  machine: Machine,
  state: Int32Array,
  plan: ReductionPlan | undefined,
  choices: readonly Choice[],
): Choice[] {
  const done: Choice[] = [];
  for (const choice of choices) {
    done.push(choice);
    const code = machine.step(state, choice.task, choice.alternative);
    assert(code === StepCode.ok || code === StepCode.warned, 'a logged step leads to a state');
    let rounds = 0;
    while (rounds < mostPrivateRounds && standsPrivately(machine, state, plan, choice.task)) {
      done.push({ task: choice.task, alternative: 0 });
      assert(machine.step(state, choice.task, 0) === StepCode.ok, 'a private step leads to a state');
      rounds += 1;
    }
  }
  return done;
}

/** Whether the next step of the task is done at once. */
export function standsPrivately(
  machine: Machine,
  state: Int32Array,
  plan: ReductionPlan | undefined,
  task: number,
): boolean {
  const places = plan?.privatePlaces?.[task];
  const slot = machine.layout.placeSlots[task];
  return places !== undefined && slot !== undefined && places[state[slot] as number] === 1;
}
