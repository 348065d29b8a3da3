// The function of one step site: (block of the thread, alternative, undo log, fingerprint) -> (fingerprint, result).
//
// As machine/emit-step.ts: registers that are alive at the site come from their slots, one region runs, place and
// registers go back, and what dies becomes 0.

import type { CodeBlock, Register } from '../language/lower/graph.ts';
import { regionFrom } from '../machine/emit-region.ts';
import { survey } from '../machine/emit-step.ts';
import type { TaskLayout } from '../machine/layout.ts';
import { StepCode } from '../machine/machine.ts';
import { Body } from './body.ts';
import { canRunDry } from './dry.ts';
import { base, type Frame, type Scratch, type Setting, type StepLocals } from './frame.ts';
import { leaveFailed } from './instruction.ts';
import type { MemoryCode } from './memory-code.ts';
import { areaWord } from './memory-map.ts';
import { op, type } from './opcodes.ts';
import { emitRegion } from './region.ts';
import { changeSlot, readSlot, writeSlot } from './write.ts';

export const stepSignature = {
  takes: [type.i32, type.i32, type.i32, type.i64],
  gives: [type.i64, type.i32],
} as const;

/** `entry` begins a step. */
export function stepBody(
  setting: Setting,
  memory: MemoryCode,
  index: number,
  entry: number,
  dry = false,
): Body {
  const body = new Body(stepSignature.takes.length);
  const [alternative, log, hash, result] = [1, 2, 3, body.local()] as const;
  const leave = () => {
    body.get(log).setGlobal(setting.logEndGlobal);
    body.get(hash).get(result).op(op.return);
  };
  const before = body.local();
  const mixed = body.local(type.i64);
  const cpuSlot = cpuSlotOf(setting, index);
  const step = { task: index, dry, cpuSlot, alternative, log, hash, result, before, mixed, leave };
  emitStep(setting, body, step, newScratch(body), memory, entry);
  return body;
}

/** Word of the CPU of a task, -1 for none. */
export function cpuSlotOf({ layout }: Setting, index: number): number {
  return layout.cpuSlots[(layout.tasks[index] as TaskLayout).graph.cpu] ?? -1;
}

/** The step that begins at `entry`; control leaves by `step.leave` only. */
export function emitStep(
  setting: Setting,
  body: Body,
  step: StepLocals,
  scratch: Scratch,
  memory: MemoryCode,
  entry: number,
): void {
  const task = setting.layout.tasks[step.task] as TaskLayout;
  const { blocks } = task.graph;
  const region = regionFrom(blocks, entry);
  const { mentioned, assigned } = survey(setting, blocks, region);
  const alive = task.plan.alive[entry] ?? [];
  const aliveHere = new Set(alive);
  const slotOf = (register: Register) => task.registerSlot + (task.plan.colours[register] ?? 0);
  const frame = frameFor(setting, body, step, () => leaveFailed(frame, step), scratch);

  const code = region.blocks.flatMap((block) => (blocks[block] as CodeBlock).code);
  memory.enter(frame, step, code);
  for (const register of mentioned) {
    if (!aliveHere.has(register)) continue;
    readSlot(frame, slotOf(register));
    body.set(frame.register(register));
  }

  const place = task.places[entry] ?? 0;
  const settle = (to: number, next: readonly Register[]): void => {
    if (task.startedOffset === 0) changeSlot(frame, step, task.placeSlot, place, to);
    else writeSlot(frame, step, task.placeSlot, { constant: to });
    const reused = new Set<number>();
    for (const register of next) {
      const slot = slotOf(register);
      reused.add(slot);
      if (aliveHere.has(register) && !assigned.has(register)) continue;
      // What lives on without being mentioned here was never set at all: it lives from the beginning on.
      const written = mentioned.has(register) ? { local: frame.register(register) } : { constant: 0 };
      writeSlot(frame, step, slot, written);
    }
    for (const register of alive) {
      if (!reused.has(slotOf(register))) writeSlot(frame, step, slotOf(register), { constant: 0 });
    }
    step.leave();
  };
  emitRegion(frame, memory, blocks, region, {
    step: (block) => settle((task.places[block] ?? 0) + task.startedOffset, task.plan.alive[block] ?? []),
    end: () => settle(0, []),
    return: () => settle(0, []),
  });
}

/** Whether the step at `entry` has a dry variant. */
export function runsDry(setting: Setting, index: number, entry: number): boolean {
  const { blocks } = (setting.layout.tasks[index] as TaskLayout).graph;
  return canRunDry(setting, blocks, regionFrom(blocks, entry), cpuSlotOf(setting, index));
}

/** The step of a place that the module was made without: says where the task stands, and that it is blocked. */
export function missingBody(setting: Setting, index: number): Body {
  const { thread, layout, threadGlobal } = setting;
  const body = new Body(stepSignature.takes.length);
  body.number(1).setGlobal(setting.missingGlobal);
  body
    .global(threadGlobal)
    .number(index)
    .memory('store', 4 * areaWord.misfitSlot);
  const place = thread.vector + 4 * (layout.placeSlots[index] as number);
  body
    .global(threadGlobal)
    .get(base)
    .memory('load', place)
    .memory('store', 4 * areaWord.misfitValue);
  body.get(2).setGlobal(setting.logEndGlobal);
  body.get(3).number(StepCode.blocked);
  return body;
}

export function newScratch(body: Body): Scratch {
  return { address: body.local(), slot: body.local(), value: body.local(), registers: [] };
}

export function frameFor(
  setting: Setting,
  body: Body,
  step: StepLocals | undefined,
  fault: () => void,
  scratch = newScratch(body),
): Frame {
  const { address, slot, value, registers } = scratch;
  const known = new Map<Register, number>();
  return {
    setting,
    body,
    step,
    fault,
    address,
    slot,
    value,
    register(register) {
      const before = known.get(register);
      if (before !== undefined) return before;
      if (registers.length === known.size) registers.push(body.local());
      const local = registers[known.size] as number;
      known.set(register, local);
      return local;
    },
  };
}
