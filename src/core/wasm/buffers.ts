// Functions for store buffers: the counterpart of machine/store-buffer.ts, which says how a buffer lies in the vector.
//
// All that write take (block, undo log, fingerprint, …) and give (fingerprint, undo log). Promises: the same changes in
// the same order as there; a buffer's step is one of the function table, as a task's steps are.

import { StepCode } from '../machine/machine.ts';
import {
  barrierBit,
  bytesShift,
  countMask,
  fencedBit,
  operationShift,
  orderBits,
  slotBits,
} from '../machine/store-buffer.ts';
import { Body } from './body.ts';
import type { ModuleWriter } from './encode.ts';
import { emitMixAt } from './mix.ts';
import { op, type } from './opcodes.ts';
import { type ThreadBlock, undoBytes } from './room.ts';
import { stepSignature } from './step.ts';

export interface BufferFunctions {
  /** (block, buffer, slot) -> the word as the CPU of this buffer sees it. */
  readonly look: number;
  /** (…, buffer, key, value): a store behind all others; there is room for it. */
  readonly put: number;
  /** (…, buffer, slot): the word is born again. */
  readonly forget: number;
  /** (…, buffer, at): an entry becomes visible. */
  readonly drain: number;
  /** (block, buffer, choice) -> index of the entry that may become visible as the `choice`-th, or -1. */
  readonly drainable: number;
  /** (…, slot, value): a write to any slot that counts. */
  readonly write: number;
}

const [block, log, hash] = [0, 1, 2];
const { i32, i64 } = type;
const gives = [i64, i32] as const;

export function addBufferFunctions(
  module: ModuleWriter,
  { vector }: ThreadBlock,
  logEndGlobal: number,
): BufferFunctions & { readonly logEndGlobal: number } {
  const pushWordAt = (body: Body, slot: () => Body, offset = 0) => {
    body.get(block);
    slot();
    return body
      .number(2)
      .op(op.shl)
      .op(op.add)
      .memory('load', vector + 4 * offset);
  };
  const entrySlot = (body: Body, buffer: number, at: number) => () =>
    body.get(buffer).get(at).number(1).op(op.shl).op(op.add);

  const write = module.add(module.signature([i32, i32, i64, i32, i32], gives), writeBody(vector));
  /** Calls a function that writes: what is pushed are its arguments behind the first three. */
  const change = (body: Body, of: number, push: () => void) => {
    body.get(block).get(log).get(hash);
    push();
    body.call(of).set(log).set(hash);
  };

  const applied = module.add(module.signature([i32, i32, i32], [i32]), appliedBody());

  const lookBody = (): Body => {
    const [, buffer, slot] = [0, 1, 2];
    const body = new Body(3);
    const at = body.local();
    const key = body.local();
    const word = body.local();
    pushWordAt(body, () => body.get(slot)).set(word);
    const done = body.block();
    const each = body.loop();
    body.get(at);
    pushWordAt(body, () => body.get(buffer))
      .number(countMask)
      .op(op.and)
      .op(op.geU)
      .brIf(done);
    pushWordAt(body, entrySlot(body, buffer, at), 1).tee(key);
    body.number(slotBits).op(op.and).number(1).op(op.sub).get(slot).op(op.eq).if();
    body.get(word).get(key);
    pushWordAt(body, entrySlot(body, buffer, at), 2)
      .call(applied)
      .set(word)
      .end();
    body.get(at).number(1).op(op.add).set(at).br(each);
    body.end().end();
    body.get(word);
    return body;
  };

  const removeBody = (): Body => {
    const [buffer, at] = [3, 4];
    const body = new Body(5);
    const count = body.local();
    const to = body.local();
    const first = body.local();
    pushWordAt(body, () => body.get(buffer))
      .number(countMask)
      .op(op.and)
      .set(count);
    body.get(at).set(to);
    const done = body.block();
    const each = body.loop();
    body.get(to).get(count).number(1).op(op.sub).op(op.geS).brIf(done);
    // What has nothing before it any more has nothing to wait for.
    body.number(~orderBits).number(-1).get(to).op(op.eqz).op(op.select).set(first);
    change(body, write, () => {
      entrySlot(body, buffer, to)().number(1).op(op.add);
      pushWordAt(body, entrySlot(body, buffer, to), 3)
        .get(first)
        .op(op.and);
    });
    change(body, write, () => {
      entrySlot(body, buffer, to)().number(2).op(op.add);
      pushWordAt(body, entrySlot(body, buffer, to), 4);
    });
    body.get(to).number(1).op(op.add).set(to).br(each);
    body.end().end();
    change(body, write, () => entrySlot(body, buffer, count)().number(1).op(op.sub).number(0));
    change(body, write, () => entrySlot(body, buffer, count)().number(0));
    change(body, write, () => {
      body.get(buffer).number(0);
      pushWordAt(body, () => body.get(buffer))
        .number(1)
        .op(op.sub);
      body.get(count).number(1).op(op.eq).op(op.select);
    });
    body.get(hash).get(log);
    return body;
  };
  const remove = module.add(module.signature([i32, i32, i64, i32, i32], gives), removeBody());

  const putBody = (): Body => {
    const [buffer, key, value] = [3, 4, 5];
    const body = new Body(6);
    const head = body.local();
    const count = body.local();
    pushWordAt(body, () => body.get(buffer))
      .tee(head)
      .number(countMask)
      .op(op.and)
      .tee(count);
    body.op(op.eqz).if();
    body.get(key).number(~orderBits).op(op.and).set(key);
    body.else();
    body.get(head).number(fencedBit).op(op.and).if();
    body.get(key).number(barrierBit).op(op.or).set(key).end();
    body.end();
    change(body, write, () => entrySlot(body, buffer, count)().number(1).op(op.add).get(key));
    change(body, write, () => entrySlot(body, buffer, count)().number(2).op(op.add).get(value));
    change(body, write, () => body.get(buffer).get(count).number(1).op(op.add));
    body.get(hash).get(log);
    return body;
  };

  const forgetBody = (): Body => {
    const [buffer, slot] = [3, 4];
    const body = new Body(5);
    const at = body.local();
    const key = body.local();
    const heir = body.local();
    const bit = body.local();
    pushWordAt(body, () => body.get(buffer))
      .number(countMask)
      .op(op.and)
      .set(at);
    const done = body.block();
    const each = body.loop();
    body.get(at).op(op.eqz).brIf(done);
    body.get(at).number(1).op(op.sub).set(at);
    pushWordAt(body, entrySlot(body, buffer, at), 1)
      .tee(key)
      .number(slotBits)
      .op(op.and);
    body.get(slot).number(1).op(op.add).op(op.ne).brIf(each);
    body.get(key).number(barrierBit).op(op.and).if();
    // A barrier stays: before the next entry, or behind the last.
    body.get(at).number(1).op(op.add);
    pushWordAt(body, () => body.get(buffer))
      .number(countMask)
      .op(op.and)
      .op(op.eq)
      .if();
    body.get(buffer).set(heir).number(fencedBit).set(bit);
    body.else();
    entrySlot(body, buffer, at)().number(3).op(op.add).set(heir).number(barrierBit).set(bit);
    body.end();
    change(body, write, () => {
      body.get(heir);
      pushWordAt(body, () => body.get(heir))
        .get(bit)
        .op(op.or);
    });
    body.end();
    change(body, remove, () => body.get(buffer).get(at));
    body.br(each).end().end();
    body.get(hash).get(log);
    return body;
  };

  const drainBody = (): Body => {
    const [buffer, at] = [3, 4];
    const body = new Body(5);
    const key = body.local();
    const slot = body.local();
    pushWordAt(body, entrySlot(body, buffer, at), 1).tee(key);
    body.number(slotBits).op(op.and).number(1).op(op.sub).set(slot);
    change(body, write, () => {
      body.get(slot);
      pushWordAt(body, () => body.get(slot)).get(key);
      pushWordAt(body, entrySlot(body, buffer, at), 2).call(applied);
    });
    change(body, remove, () => body.get(buffer).get(at));
    body.get(hash).get(log);
    return body;
  };

  return {
    write,
    look: module.add(module.signature([i32, i32, i32], [i32]), lookBody()),
    put: module.add(module.signature([i32, i32, i64, i32, i32, i32], gives), putBody()),
    forget: module.add(module.signature([i32, i32, i64, i32, i32], gives), forgetBody()),
    drain: module.add(module.signature([i32, i32, i64, i32, i32], gives), drainBody()),
    drainable: module.add(module.signature([i32, i32, i32], [i32]), drainableBody(vector)),
    logEndGlobal,
  };
}

/** The step of the buffer at slot `buffer`. */
export function bufferStepBody(
  functions: BufferFunctions & { readonly logEndGlobal: number },
  vector: number,
  buffer: number,
  inOrder: boolean,
): Body {
  const [, choice, undo, fingerprint] = [0, 1, 2, 3];
  const body = new Body(stepSignature.takes.length);
  const at = body.local();
  const no = body.block();
  body
    .get(block)
    .memory('load', vector + 4 * buffer)
    .op(op.eqz)
    .brIf(no);
  if (inOrder) body.get(choice).brIf(no);
  else {
    body.get(block).number(buffer).get(choice).call(functions.drainable).tee(at);
    body.number(0).op(op.ltS).brIf(no);
  }
  body.get(block).get(undo).get(fingerprint).number(buffer).get(at).call(functions.drain);
  body.setGlobal(functions.logEndGlobal).number(StepCode.ok).op(op.return);
  body.end();
  body.get(undo).setGlobal(functions.logEndGlobal);
  body.get(fingerprint).number(StepCode.blocked);
  return body;
}

function writeBody(vector: number): Body {
  const [slot, value] = [3, 4];
  const body = new Body(5);
  const before = body.local();
  const mixed = body.local(i64);
  const pushAddress = () => body.get(block).get(slot).number(2).op(op.shl).op(op.add);
  pushAddress().memory('load', vector).tee(before).get(value).op(op.ne).if();
  pushAddress().get(value).memory('store', vector);
  body.get(log).get(slot).memory('store', 0).get(log).get(before).memory('store', 4);
  body.get(log).number(undoBytes).op(op.add).set(log);
  body.get(hash).get(before);
  emitMixAt(body, slot, mixed);
  body.op(op.xor64).get(value);
  emitMixAt(body, slot, mixed);
  body.op(op.xor64).set(hash).end();
  body.get(hash).get(log);
  return body;
}

/** (word, key, value) -> the word with the store in it. */
function appliedBody(): Body {
  const [word, key, value] = [0, 1, 2];
  const body = new Body(3);
  const mask = body.local();
  const after = body.local();
  const operation = body.local();
  // Four bits become four bytes of ones.
  body.get(key).number(bytesShift).op(op.shrU).number(15).op(op.and).number(0x204081).op(op.mul);
  body.number(0x01010101).op(op.and).number(0xff).op(op.mul).set(mask);
  body.get(key).number(operationShift).op(op.shrU).number(7).op(op.and).set(operation);
  body.get(value).set(after);
  const operators = [op.add, op.or, op.and, op.xor];
  operators.forEach((operator, index) => {
    body
      .get(operation)
      .number(index + 1)
      .op(op.eq)
      .if();
    body.get(word);
    if (operator === op.add) body.get(mask).op(op.and);
    body.get(value).op(operator).set(after).end();
  });
  body.get(word).get(mask).number(-1).op(op.xor).op(op.and).get(after).get(mask).op(op.and).op(op.or);
  return body;
}

function drainableBody(vector: number): Body {
  const [, buffer, left] = [0, 1, 2];
  const body = new Body(3);
  const at = body.local();
  const older = body.local();
  const key = body.local();
  const pushKey = (of: number) =>
    body
      .get(block)
      .get(buffer)
      .get(of)
      .number(1)
      .op(op.shl)
      .op(op.add)
      .number(2)
      .op(op.shl)
      .op(op.add)
      .memory('load', vector + 4);
  const none = body.block();
  const each = body.loop();
  body.get(at).get(block).get(buffer).number(2).op(op.shl).op(op.add).memory('load', vector);
  body.number(countMask).op(op.and).op(op.geU).brIf(none);
  const next = body.block();
  pushKey(at).set(key);
  body.get(at).if();
  body.get(key).number(barrierBit).op(op.and).brIf(none);
  body
    .get(key)
    .number(orderBits & ~barrierBit)
    .op(op.and)
    .brIf(next);
  body.number(0).set(older);
  const search = body.loop();
  pushKey(older).get(key).op(op.xor).number(slotBits).op(op.and).op(op.eqz).brIf(next);
  body.get(older).number(1).op(op.add).tee(older).get(at).op(op.ltU).brIf(search);
  body.end();
  body.end();
  body.get(left).op(op.eqz).if();
  body.get(at).op(op.return).end();
  body.get(left).number(1).op(op.sub).set(left);
  body.end();
  body.get(at).number(1).op(op.add).set(at).br(each);
  body.end();
  body.end();
  body.number(-1);
  return body;
}
