// A step, and behind it at once every step whose place is private: nobody can notice when these are done.
//
// Promises: one choice and one state for the whole; whoever expands a path does the same, going on while the place of
// the task is private. The plan has no cycle of private places, so it comes to an end.

import { StepCode } from '../machine/machine.ts';
import { Body } from './body.ts';
import { base, type Setting } from './frame.ts';
import { codeBits, codeMask } from './instruction.ts';
import { op, type } from './opcodes.ts';
import { stepSignature } from './step.ts';

/** `steps`: index in the function table of the step at place 0; `privates`: address of a byte for each place. */
export function chainBody(
  { thread, layout, logEndGlobal }: Setting,
  signature: number,
  task: number,
  steps: number,
  privates: number,
): Body {
  const [alternative, log, hash] = [1, 2, 3];
  const body = new Body(stepSignature.takes.length);
  const result = body.local();
  const last = body.local();
  const place = body.local();
  const after = body.local(type.i64);
  const pushPlace = () =>
    body.get(base).memory('load', thread.vector + 4 * (layout.placeSlots[task] as number));

  body.get(hash).set(after);
  const stops = body.block();
  const each = body.loop();
  body.get(base).get(alternative).get(log).get(after);
  pushPlace();
  body.number(steps).op(op.add).callIndirect(signature).set(last).set(after);
  // The first warning that is new is told; one that ends the run comes before it.
  body.get(last).number(codeMask).op(op.and).tee(place).number(StepCode.ok).op(op.ne).if();
  body
    .get(result)
    .number(codeBits)
    .op(op.shrU)
    .op(op.eqz)
    .get(place)
    .number(StepCode.warned)
    .op(op.ne)
    .op(op.or)
    .if();
  body.get(last).set(result).end();
  body.get(place).number(StepCode.warned).op(op.ne).brIf(stops);
  body.end();
  pushPlace();
  body.tee(place).op(op.eqz).brIf(stops);
  body.get(place).memory('load8U', privates).op(op.eqz).brIf(stops);
  body.number(0).set(alternative).global(logEndGlobal).set(log).br(each);
  body.end();
  body.end();
  body.get(after).get(result);
  return body;
}
