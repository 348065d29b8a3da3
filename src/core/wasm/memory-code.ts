// The way to shared memory, as machine/memory-model.ts is for JavaScript; and sequential consistency, the plainest one.
//
// Promises: an address that the compiler knows becomes a slot; any other goes through the address table, and what has no
// word or is not aligned is a fault.

import type { Instruction, Value } from '../language/lower/graph.ts';
import { slotAt } from '../machine/address-table.ts';
import type { Frame, StepLocals } from './frame.ts';
import { op } from './opcodes.ts';
import { emitValue } from './value.ts';
import { readSlot, readSlotAt, writeSlot, writeSlotAt } from './write.ts';

type Load = Instruction & { readonly kind: 'load' };
type Store = Instruction & { readonly kind: 'store' };
type Rmw = Instruction & { readonly kind: 'rmw' };
type Size = Load['size'];

export interface MemoryCode {
  /** What comes first in a step that does these instructions: the tests whether it is possible at all. */
  enter(frame: Frame, step: StepLocals, code: readonly Instruction[]): void;
  load(frame: Frame, instruction: Load): void;
  store(frame: Frame, step: StepLocals, instruction: Store): void;
  rmw(frame: Frame, step: StepLocals, instruction: Rmw): void;
  fence(frame: Frame, step: StepLocals, fence: (Instruction & { readonly kind: 'fence' })['fence']): void;
}

/** A slot that is known, or one in the frame's local; `shift`: bits below the value in its word, unless the frame's local `address` says. */
export type Located = { readonly slot: number; readonly shift: number } | { readonly slot: undefined };

/** Undefined where it is known that there is nothing; the function is left then. */
export function locate(frame: Frame, address: Value, size: Size): Located | undefined {
  const { body, setting } = frame;
  if (address.kind === 'const') {
    const slot = slotAt(setting.table, address.value);
    if (slot < 0 || (address.value & (size - 1)) !== 0) {
      frame.fault();
      return undefined;
    }
    return { slot, shift: (address.value & 3) << 3 };
  }
  emitValue(frame, address);
  body.set(frame.address);
  const good = body.block();
  const bad = body.block();
  if (size > 1)
    body
      .get(frame.address)
      .number(size - 1)
      .op(op.and)
      .brIf(bad);
  body.get(frame.address).number(setting.table.limit).op(op.geU).brIf(bad);
  body.get(frame.address).number(-4).op(op.and).memory('load', setting.room.slots);
  body.number(1).op(op.sub).tee(frame.slot);
  body.number(0).op(op.geS).brIf(good);
  body.end();
  frame.fault();
  body.end();
  return { slot: undefined };
}

export function readLocated(frame: Frame, at: Located): void {
  if (at.slot === undefined) readSlotAt(frame);
  else readSlot(frame, at.slot);
}

/** Pushes the shift plus `more`. */
export function pushShift({ body, address }: Frame, at: Located, more = 0): void {
  if (at.slot !== undefined) {
    body.number(at.shift + more);
    return;
  }
  body.get(address).number(3).op(op.and).number(3).op(op.shl);
  if (more !== 0) body.number(more).op(op.add);
}

/** The word on the stack -> the value in it. */
export function extract(frame: Frame, at: Located, size: Size, signed: boolean): void {
  if (size >= 4) return;
  const { body } = frame;
  const bits = size * 8;
  if (!signed) {
    pushShift(frame, at);
    body
      .op(op.shrU)
      .number((1 << bits) - 1)
      .op(op.and);
    return;
  }
  body.number(32 - bits);
  pushShift(frame, at);
  body
    .op(op.sub)
    .op(op.shl)
    .number(32 - bits)
    .op(op.shrS);
}

/** The value on the stack -> the whole word with it; the local `value` is used. */
function insert(frame: Frame, at: Located, size: Size): void {
  if (size >= 4) return;
  const { body } = frame;
  const mask = (1 << (size * 8)) - 1;
  body.number(mask).op(op.and);
  pushShift(frame, at);
  body.op(op.shl);
  readLocated(frame, at);
  body.number(mask);
  pushShift(frame, at);
  body.op(op.shl).number(-1).op(op.xor).op(op.and).op(op.or);
}

/** The value on the stack goes to memory itself. */
export function writeLocated(frame: Frame, step: StepLocals, at: Located, size: Size): void {
  insert(frame, at, size);
  frame.body.set(frame.value);
  if (at.slot === undefined) writeSlotAt(frame, step);
  else writeSlot(frame, step, at.slot, { local: frame.value });
}

const operators = { add: op.add, or: op.or, and: op.and, xor: op.xor } as const;

export const sequentialCode: MemoryCode = {
  enter: () => undefined,

  load(frame, { register, address, size, signed }) {
    const at = locate(frame, address, size);
    if (at === undefined) return;
    readLocated(frame, at);
    extract(frame, at, size, signed);
    frame.body.set(frame.register(register));
  },

  store(frame, step, { address, size, value }) {
    const at = locate(frame, address, size);
    if (at === undefined) return;
    emitValue(frame, value);
    writeLocated(frame, step, at, size);
  },

  rmw(frame, step, { op: name, address, size, value }) {
    const at = locate(frame, address, size);
    if (at === undefined) return;
    readLocated(frame, at);
    extract(frame, at, size, false);
    emitValue(frame, value);
    frame.body.op(operators[name]);
    writeLocated(frame, step, at, size);
  },

  fence: () => undefined,
};
