// A write to the vector: undo log and fingerprint go with it.
//
// Promises: what does not change is not logged; slots that are no part of the fingerprint are logged only.

import { emitDifference, emitMark, Mark } from './difference.ts';
import type { Frame, StepLocals } from './frame.ts';
import { base } from './frame.ts';
import { emitMix, emitMixAt, mix } from './mix.ts';
import { op } from './opcodes.ts';
import { undoBytes } from './room.ts';

/** What is written: a constant, or the local that holds it. */
export type Written = { readonly constant: number } | { readonly local: number };

export function readSlot({ body, setting }: Frame, slot: number): void {
  body.get(base).memory('load', setting.thread.vector + 4 * slot);
}

/** The slot whose number is in the local `slot`. */
export function readSlotAt({ body, setting, slot }: Frame): void {
  body.get(base).get(slot).number(2).op(op.shl).op(op.add).memory('load', setting.thread.vector);
}

function push({ body }: Frame, written: Written): void {
  if ('constant' in written) body.number(written.constant);
  else body.get(written.local);
}

export function writeSlot(frame: Frame, step: StepLocals, slot: number, written: Written): void {
  const { body, setting } = frame;
  readSlot(frame, slot);
  body.tee(step.before);
  push(frame, written);
  body.op(op.ne).if();
  if (!step.dry) {
    body.get(base);
    push(frame, written);
    body.memory('store', setting.thread.vector + 4 * slot);
    body.get(step.log).number(slot).memory('store', 0);
    note(frame, step);
  } else if (setting.differences && step.difference) {
    emitDifference(body, setting.differences, step.difference, slot, {
      pushXor() {
        body.get(step.before);
        push(frame, written);
        body.op(op.xor);
      },
      pushNew: () => push(frame, written),
    });
  }
  if (setting.counts[slot] === 1) {
    body.get(step.hash).get(step.before);
    emitMix(body, slot, step.mixed);
    body.op(op.xor64);
    if ('constant' in written) body.long(mix(slot, written.constant));
    else {
      body.get(written.local);
      emitMix(body, slot, step.mixed);
    }
    body.op(op.xor64).set(step.hash);
  }
  body.end();
}

/** A write that changes one constant into another. */
export function changeSlot(frame: Frame, step: StepLocals, slot: number, from: number, to: number): void {
  if (from === to) return;
  const { body, setting } = frame;
  if (!step.dry) {
    body
      .get(base)
      .number(to)
      .memory('store', setting.thread.vector + 4 * slot);
    body.get(step.log).number(slot).memory('store', 0);
    body.number(from).set(step.before);
    note(frame, step);
  } else if (setting.differences && step.difference) {
    emitDifference(body, setting.differences, step.difference, slot, { from, to });
  }
  if (setting.counts[slot] !== 1) return;
  body
    .get(step.hash)
    .long(mix(slot, from) ^ mix(slot, to))
    .op(op.xor64)
    .set(step.hash);
}

/** Writes the local `value` to the slot whose number is in the local `slot`. */
export function writeSlotAt(frame: Frame, step: StepLocals): void {
  const { body, setting, slot, value } = frame;
  readSlotAt(frame);
  body.tee(step.before).get(value).op(op.ne).if();
  if (!step.dry) {
    body.get(base).get(slot).number(2).op(op.shl).op(op.add).get(value);
    body.memory('store', setting.thread.vector);
    body.get(step.log).get(slot).memory('store', 0);
    note(frame, step);
  } else if (step.difference) emitMark(body, step.difference, Mark.odd);
  const all = setting.layout.wordSlots.every((one) => setting.counts[one] === 1);
  if (!all) body.get(slot).memory('load8U', setting.room.counts).if();
  body.get(step.hash).get(step.before);
  emitMixAt(body, slot, step.mixed);
  body.op(op.xor64).get(value);
  emitMixAt(body, slot, step.mixed);
  body.op(op.xor64).set(step.hash);
  if (!all) body.end();
  body.end();
}

/** The rest of an entry of the undo log. */
function note({ body }: Frame, step: StepLocals): void {
  body.get(step.log).get(step.before).memory('store', 4);
  body.get(step.log).number(undoBytes).op(op.add).set(step.log);
}
