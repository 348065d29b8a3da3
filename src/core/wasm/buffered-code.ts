// x86-TSO and relaxed: what a CPU stores waits in its buffer, and what it loads it takes from there first.
//
// The counterpart of machine/buffered-memory.ts, which says what waits and what asks for an empty buffer; the functions
// are those of buffers.ts.

import type { MemoryModel } from '../check/verdict.ts';
import type { Instruction } from '../language/lower/graph.ts';
import { asks } from '../machine/buffered-memory.ts';
import { StepCode } from '../machine/machine.ts';
import { bufferEntries, bytesShift, countMask, fencedBit, keyOf } from '../machine/store-buffer.ts';
import type { BufferFunctions } from './buffers.ts';
import { base, type Frame, type StepLocals } from './frame.ts';
import type { Located, MemoryCode } from './memory-code.ts';
import { extract, locate, pushShift, readLocated, sequentialCode } from './memory-code.ts';
import { areaWord } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitValue } from './value.ts';
import { readSlot, writeSlot } from './write.ts';

type Size = (Instruction & { readonly kind: 'load' })['size'];

/** For the tasks of one CPU, whose buffer is at slot `buffer`. */
export function bufferedCode(
  model: Exclude<MemoryModel, 'SC'>,
  buffer: number,
  functions: BufferFunctions,
): MemoryCode {
  const put = (
    frame: Frame,
    step: StepLocals,
    at: Located,
    size: Size,
    operation: Parameters<typeof keyOf>[0],
    value: Parameters<typeof emitValue>[1],
    release: boolean,
  ) => {
    const { body } = frame;
    const bytes = size >= 4 ? 15 : size === 2 ? 3 : 1;
    body.get(base).get(step.log).get(step.hash).number(buffer);
    body.number(keyOf(operation, size >= 4 ? bytes : 0, release));
    if (size < 4) {
      body.number(bytes);
      pushShift(frame, at);
      body.number(3).op(op.shrU).number(bytesShift).op(op.add).op(op.shl).op(op.or);
    }
    pushSlot(frame, at);
    body.number(1).op(op.add).op(op.or);
    emitValue(frame, value);
    if (size < 4) {
      body.number(size === 2 ? 0xffff : 0xff).op(op.and);
      pushShift(frame, at);
      body.op(op.shl);
    }
    body.call(functions.put).set(step.log).set(step.hash);
  };

  return {
    enter(frame, step, code) {
      const { body } = frame;
      const all = code.map((instruction) => asks(model, instruction));
      if (all.includes('empty')) leaveWhereFull(frame, step, buffer);
      else if (all.includes('room')) {
        readSlot(frame, buffer);
        body.number(countMask).op(op.and).number(bufferEntries).op(op.eq).if();
        body
          .global(frame.setting.threadGlobal)
          .number(1)
          .memory('store', 4 * areaWord.bufferFull);
        leaveBlocked(frame, step);
        body.end();
      }
    },

    load(frame, instruction) {
      const { address, size, signed, access, register } = instruction;
      if (access === 'ghost') {
        sequentialCode.load(frame, instruction);
        return;
      }
      const at = locate(frame, address, size);
      if (at === undefined) return;
      const { body } = frame;
      readSlot(frame, buffer);
      body.if(type.i32);
      body.get(base).number(buffer);
      pushSlot(frame, at);
      body.call(functions.look).else();
      readLocated(frame, at);
      body.end();
      extract(frame, at, size, signed);
      body.set(frame.register(register));
    },

    store(frame, step, instruction) {
      const { access, address, size, value } = instruction;
      if (access !== 'pure' && asks(model, instruction) !== 'room') {
        sequentialCode.store(frame, step, instruction);
        return;
      }
      const at = locate(frame, address, size);
      if (at === undefined) return;
      const { body } = frame;
      if (access !== 'pure') {
        const release = model === 'relaxed' && (access === 'release' || access === 'unlock');
        put(frame, step, at, size, 'store', value, release);
        return;
      }
      body.get(base).get(step.log).get(step.hash).number(buffer);
      pushSlot(frame, at);
      body.call(functions.forget).set(step.log).set(step.hash);
      sequentialCode.store(frame, step, instruction);
    },

    rmw(frame, step, instruction) {
      if (asks(model, instruction) !== 'room') {
        sequentialCode.rmw(frame, step, instruction);
        return;
      }
      const at = locate(frame, instruction.address, instruction.size);
      if (at === undefined) return;
      put(
        frame,
        step,
        at,
        instruction.size,
        instruction.op,
        instruction.value,
        instruction.access === 'unlock',
      );
    },

    fence(frame, step, fence) {
      if (model !== 'relaxed' || fence !== 'wmb') return;
      const { body } = frame;
      readSlot(frame, buffer);
      body.tee(frame.value).if();
      body.get(frame.value).number(fencedBit).op(op.or).set(frame.value);
      writeSlot(frame, step, buffer, { local: frame.value });
      body.end();
    },
  };
}

/** The quiesce task: it begins when all buffers are empty and is no part of the experiment, so its own stays so. */
export function lockedCode(buffer: number): MemoryCode {
  return {
    ...sequentialCode,
    enter(frame, step, code) {
      if (code.some(({ kind }) => kind === 'load' || kind === 'store' || kind === 'rmw')) {
        leaveWhereFull(frame, step, buffer);
      }
    },
  };
}

function pushSlot({ body, slot }: Frame, at: Located): void {
  if (at.slot === undefined) body.get(slot);
  else body.number(at.slot);
}

/** The step waits until nothing waits in the buffer. */
function leaveWhereFull(frame: Frame, step: StepLocals, buffer: number): void {
  readSlot(frame, buffer);
  frame.body.if();
  leaveBlocked(frame, step);
  frame.body.end();
}

function leaveBlocked(frame: Frame, step: StepLocals): void {
  frame.body.number(StepCode.blocked).set(step.result);
  step.leave();
}
