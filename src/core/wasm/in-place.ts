// Steps that are tried without a call: their code stands in the function that tries them, chosen by the task's place.
//
// Such a function is large and takes a while until it is compiled well; it is a good deal quicker then. Only dry steps:
// they leave nothing to take back.

import type { Body, Label } from './body.ts';
import { type DifferenceLocals, emitNoDifference, Mark } from './difference.ts';
import type { RefusalCode, Setting, StepLocals } from './frame.ts';
import { sequentialCode } from './memory-code.ts';
import { type } from './opcodes.ts';
import { cpuSlotOf, emitStep, newScratch } from './step.ts';
import type { Actor, Actors } from './tries.ts';

/** Locals of the function: what a step needs, and what came of it. */
export interface PlaceLocals extends Pick<StepLocals, 'alternative' | 'log' | 'result'> {
  readonly place: number;
  /** The fingerprint before and behind the step. */
  readonly hash: number;
  readonly after: number;
  /** Where the module keeps differences: that of the step, odd where it was not done in place. */
  readonly difference: DifferenceLocals | undefined;
}

/** How a step is left that cannot be done. */
type Refuse = (code: RefusalCode) => void;

/** Gives the function that writes the steps of one task; `others` does those that are not in place. */
export function placeSteps(setting: Setting, { begin }: Actors, body: Body, locals: PlaceLocals) {
  const { place, alternative, log, result, hash, after, difference } = locals;
  const scratch = newScratch(body);
  const before = body.local();
  const mixed = body.local(type.i64);

  return (task: number, inPlace: Actor['inPlace'], refuse: Refuse, others: () => void): void => {
    const blocks = [...new Set(inPlace)].filter((block) => block !== undefined);
    const byCall = () => {
      if (difference) body.number(Mark.odd).set(difference.marks);
      others();
    };
    if (blocks.length === 0) {
      byCall();
      return;
    }
    body.number(0).set(result).get(hash).set(after);
    if (difference) emitNoDifference(body, difference);
    const out = body.block();
    const rest = body.block();
    const labels = new Map([...blocks].reverse().map((block): [number, Label] => [block, body.block()]));
    const targets = inPlace.map((block) => (block === undefined ? rest : (labels.get(block) as Label)));
    body.get(place).brTable([...targets, rest]);
    const cpuSlot = cpuSlotOf(setting, task);
    const leave = () => {
      body.br(out);
    };
    const step: StepLocals = {
      task,
      dry: true,
      difference,
      cpuSlot,
      alternative,
      log,
      hash: after,
      result,
      before,
      mixed,
      leave,
      refuse,
    };
    for (const block of blocks) {
      body.end();
      begin(task, block);
      emitStep(setting, body, step, scratch, sequentialCode, block);
    }
    body.end();
    byCall();
    body.end();
  };
}
