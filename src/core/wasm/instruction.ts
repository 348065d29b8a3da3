// Instructions of the graph as WebAssembly statements; the counterpart of machine/emit-code.ts.
//
// A step function gives (fingerprint, result): a StepCode in the three low bits of the result, above them the number of
// what it reports, if it has not been reported yet. Functions that only look report nothing.

import { assertNever } from '../base/assert.ts';
import type { Instruction, Value } from '../language/lower/graph.ts';
import { depthMask, depths, irqUnit, preemptUnit } from '../machine/cpu.ts';
import { StepCode } from '../machine/machine.ts';
import type { Frame, RefusalCode, StepLocals } from './frame.ts';
import type { MemoryCode } from './memory-code.ts';
import { op } from './opcodes.ts';
import { emitValue } from './value.ts';
import { readSlot, writeSlot } from './write.ts';

export const codeBits = 3;
export const codeMask = (1 << codeBits) - 1;

export function emitInstruction(frame: Frame, memory: MemoryCode, instruction: Instruction): void {
  const { body, step } = frame;
  switch (instruction.kind) {
    case 'set':
      emitValue(frame, instruction.value);
      body.set(frame.register(instruction.register));
      return;
    case 'load':
      memory.load(frame, instruction);
      return;
    case 'store':
      if (step) memory.store(frame, step, instruction);
      return;
    case 'rmw':
      if (step) memory.rmw(frame, step, instruction);
      return;
    case 'fence':
      if (step) memory.fence(frame, step, instruction.fence);
      return;
    case 'guard':
      leaveUnless(frame, instruction.test, StepCode.blocked);
      return;
    case 'prune':
      leaveUnless(frame, instruction.test, StepCode.pruned);
      return;
    case 'choose':
      if (step) body.get(step.alternative).set(frame.register(instruction.register));
      return;
    case 'check':
      emitCheck(frame, instruction);
      return;
    case 'ledger':
      return;
    case 'cpu-control':
      if (step) emitCpuControl(frame, step, instruction.op);
      return;
    default:
      assertNever(instruction);
  }
}

/** Leaves it because the run ends here; what is reported gets a number of its own. */
export function leaveFailed(frame: Frame, step: StepLocals): void {
  frame.body.number(StepCode.finding | (frame.setting.number() << codeBits)).set(step.result);
  step.leave();
}

function leaveUnless(frame: Frame, test: Value, code: RefusalCode): void {
  const { body, step } = frame;
  if (!step || (test.kind === 'const' && test.value !== 0)) return;
  emitValue(frame, test);
  body.op(op.eqz).if();
  if (step.refuse) step.refuse(code);
  else {
    body.number(code).set(step.result);
    step.leave();
  }
  body.end();
}

function emitCheck(frame: Frame, check: Instruction & { readonly kind: 'check' }): void {
  const { body, setting, step } = frame;
  const { graph, room } = setting;
  if (check.of === 'property' && graph.properties[check.index]?.skipped !== undefined) return;
  const warns = check.of === 'bug' && graph.bugs[check.index]?.severity === 'warn';
  if (warns && !step) return;
  emitValue(frame, check.test);
  body.op(op.eqz).if();
  if (!step) frame.fault();
  else if (!warns) leaveFailed(frame, step);
  else {
    const number = setting.number();
    body
      .number(0)
      .memory('load8U', room.met + number)
      .if();
    // What is to be reported already stays: this one comes up again.
    body.number(StepCode.warned).get(step.result).op(op.or).set(step.result);
    body.else();
    body.number(StepCode.warned | (number << codeBits)).set(step.result);
    body.end();
  }
  body.end();
}

/** See machine/cpu.ts, which says what the word means. */
function emitCpuControl(
  frame: Frame,
  step: StepLocals,
  operation: (Instruction & { readonly kind: 'cpu-control' })['op'],
): void {
  if (step.cpuSlot < 0) return;
  const { body } = frame;
  const preempts = operation.startsWith('preempt');
  const unit = preempts ? preemptUnit : irqUnit;
  const mask = preempts ? depthMask << 8 : depthMask << 18;
  readSlot(frame, step.cpuSlot);
  body.set(frame.value);
  const done = body.block();
  if (operation.endsWith('disable')) {
    body.get(frame.value).number(mask).op(op.and).number(mask).op(op.eq).brIf(done);
    body.number((step.task + 1) | unit);
    body.get(frame.value).number(unit).op(op.add);
    body.get(frame.value).number(depths).op(op.and).op(op.eqz).op(op.select).set(frame.value);
  } else {
    body.get(frame.value).number(mask).op(op.and).op(op.eqz).brIf(done);
    body.get(frame.value).number(unit).op(op.sub).tee(frame.value).number(0);
    body.get(frame.value).number(depths).op(op.and).op(op.select).set(frame.value);
  }
  body.end();
  writeSlot(frame, step, step.cpuSlot, { local: frame.value });
}
