// Functions that look at the vector and change nothing: properties, who may not run, whether a run is over, who holds
// the lock that a task wants.

import type { CodeBlock, Graph, Routine, Value } from '../language/lower/graph.ts';
import { wantedLock } from '../language/lower/read-graph.ts';
import { type AddressTable, slotAt } from '../machine/address-table.ts';
import { irqMask, ownerMask } from '../machine/cpu.ts';
import { regionFrom } from '../machine/emit-region.ts';
import type { TaskLayout } from '../machine/layout.ts';
import { Truth } from '../machine/machine.ts';
import { Body } from './body.ts';
import type { Frame, Setting } from './frame.ts';
import { emitInstruction } from './instruction.ts';
import { type MemoryCode, sequentialCode } from './memory-code.ts';
import { op, type } from './opcodes.ts';
import { emitRegion } from './region.ts';
import { frameFor } from './step.ts';
import { emitValue } from './value.ts';
import { readSlot } from './write.ts';

export const lookSignature = { takes: [type.i32], gives: [type.i32] } as const;

/** Whether a routine only looks; a step function is needed for others. */
export function onlyLooks({ blocks }: Routine): boolean {
  return blocks.every(({ code }) => code.every(({ kind }) => kind !== 'store' && kind !== 'rmw'));
}

/** By slot: 1 where a property may look at the word; all, where it computes an address. */
export function watchedSlots({ properties }: Graph, table: AddressTable, slots: number): Uint8Array {
  const watched = new Uint8Array(slots);
  for (const { routine } of properties) {
    for (const { code } of routine?.blocks ?? []) {
      for (const instruction of code) {
        if (instruction.kind !== 'load') continue;
        const { address } = instruction;
        const slot = address.kind === 'const' ? slotAt(table, address.value) : -1;
        if (slot >= 0) watched[slot] = 1;
        else watched.fill(1);
      }
    }
  }
  return watched;
}

/** A Truth. */
export function propertyBody(setting: Setting, { blocks }: Routine): Body {
  const body = new Body(1);
  const frame = frameFor(setting, body, undefined, () => {
    body.number(Truth.fault).op(op.return);
  });
  const violated = () => {
    body.number(Truth.violated).op(op.return);
  };
  emitRegion(frame, sequentialCode, blocks, regionFrom(blocks, 0), {
    step: violated,
    end: violated,
    return(value: Value) {
      emitValue(frame, value);
      body.number(0).op(op.ne).op(op.return);
    },
  });
  return body;
}

/**
 * Index of the first `always`/`never` property that is not content, or -1. `routines`: function by property. `exchanged`:
 * of the state under other names, where each property says what this one says here.
 */
export function checkBody(
  { graph }: Setting,
  routines: ReadonlyMap<number, number>,
  exchanged?: Int32Array,
): Body {
  const body = new Body(1);
  graph.properties.forEach(({ kind }, index) => {
    const routine = routines.get(exchanged ? exchanged.indexOf(index) : index);
    if (routine === undefined || (kind !== 'always' && kind !== 'never')) return;
    body.get(0).call(routine).number(Truth.content).op(op.ne).if();
    body.number(index).op(op.return).end();
  });
  body.number(-1);
  return body;
}

/** Pushes what is not 0 where the task may not run, whatever stands at its site; false when that never happens. */
export function pushHindrance(frame: Frame, index: number): boolean {
  const { body, setting } = frame;
  const { layout } = setting;
  const task = layout.tasks[index] as TaskLayout;
  let tests = 0;
  const test = (push: () => void) => {
    push();
    if (tests > 0) body.op(op.or);
    tests += 1;
  };
  const notBegun = () => {
    readSlot(frame, task.placeSlot);
    body.number(task.startedOffset).op(op.leS);
  };
  layout.tasks.forEach((other, at) => {
    if (at === index || other.graph.kind !== 'interrupt' || other.graph.cpu !== task.graph.cpu) return;
    test(() => {
      readSlot(frame, other.placeSlot);
      body.number(other.startedOffset).op(op.gtS);
    });
  });
  const cpu = layout.cpuSlots[task.graph.cpu] ?? -1;
  if (cpu >= 0) {
    test(() => {
      if (task.graph.kind === 'interrupt') {
        notBegun();
        readSlot(frame, cpu);
        body.number(irqMask).op(op.and).number(0).op(op.ne).op(op.and);
        return;
      }
      readSlot(frame, cpu);
      body.number(ownerMask).op(op.and).number(0).op(op.ne);
      readSlot(frame, cpu);
      body
        .number(ownerMask)
        .op(op.and)
        .number(index + 1)
        .op(op.ne)
        .op(op.and);
    });
  }
  if (task.graph.kind === 'quiesce') {
    test(() => {
      body.number(0);
      for (const other of layout.tasks) {
        if (other.graph.kind !== 'task' && other.graph.kind !== 'interrupt') continue;
        pushUnfinished(frame, other);
        body.op(op.or);
      }
      pushBuffersFull(frame);
      body.op(op.or);
      notBegun();
      body.op(op.and);
    });
  }
  return tests > 0;
}

/** All tasks and the quiesce task have ended, no interrupt is under way, and all buffers are empty. */
export function finishedBody(setting: Setting): Body {
  const body = new Body(1);
  const frame = frameFor(setting, body, undefined, () => undefined);
  pushBuffersFull(frame);
  for (const task of setting.layout.tasks) {
    if (task.graph.kind === 'daemon') continue;
    pushUnfinished(frame, task);
    body.op(op.or);
  }
  body.op(op.eqz);
  return body;
}

function pushUnfinished(frame: Frame, task: TaskLayout): void {
  readSlot(frame, task.placeSlot);
  frame.body.number(task.graph.kind === 'interrupt' ? task.startedOffset : 0).op(op.gtS);
}

function pushBuffersFull(frame: Frame): void {
  const { body, setting } = frame;
  body.number(0);
  for (const buffer of setting.layout.bufferAt) {
    if (buffer < 0) continue;
    readSlot(frame, buffer);
    body.number(0).op(op.ne).op(op.or);
  }
}

/** The value of the lock word that the step at `block` wants; undefined where it is no lock operation. */
export function lockProbeBody(
  setting: Setting,
  memory: MemoryCode,
  index: number,
  block: number,
): Body | undefined {
  const task = setting.layout.tasks[index] as TaskLayout;
  const wanted = wantedLock(task.graph.blocks[block] as CodeBlock);
  if (wanted === undefined) return undefined;
  const lock = wanted.load;
  const body = new Body(1);
  const frame = frameFor(setting, body, undefined, () => {
    body.number(0).op(op.return);
  });
  for (const register of task.plan.alive[block] ?? []) {
    readSlot(frame, task.registerSlot + (task.plan.colours[register] ?? 0));
    body.set(frame.register(register));
  }
  for (const instruction of [...wanted.before, lock]) {
    if (instruction.kind === 'set' || instruction.kind === 'load')
      emitInstruction(frame, memory, instruction);
  }
  body.get(frame.register(lock.register));
  return body;
}
