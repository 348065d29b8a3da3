// What the emitters of code share: where things are in memory, and the function that is being written.
//
// A `Setting` is the same for a whole module; a `Frame` belongs to one function.

import type { MemoryModel } from '../check/verdict.ts';
import type { Graph, Register } from '../language/lower/graph.ts';
import type { AddressTable } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import type { StepCode } from '../machine/machine.ts';
import type { Body } from './body.ts';
import type { DifferenceLocals, Differences } from './difference.ts';
import { op } from './opcodes.ts';
import type { Room, ThreadBlock } from './room.ts';

/** Numbers of functions that emitted code calls. */
export interface Arithmetic {
  readonly divide: number;
  readonly remainder: number;
  readonly divideUnsigned: number;
  readonly remainderUnsigned: number;
  /** (address, size) -> 0 or 1. */
  readonly valid: number;
}

export interface Setting {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly model: MemoryModel;
  readonly table: AddressTable;
  readonly room: Room;
  readonly thread: ThreadBlock;
  /** By slot: 1 where it is part of the fingerprint. */
  readonly counts: Uint8Array;
  readonly arithmetic: Arithmetic;
  /** What steps in place leave; undefined where none are done, or all leave nothing. */
  readonly differences: Differences | undefined;
  /** Numbers of the globals: where the thread's block is; where the undo log of the last step ends. */
  readonly threadGlobal: number;
  readonly logEndGlobal: number;
  /** Not 0: a task stood where the module has no step for it. */
  readonly missingGlobal: number;
  /** The next number of something that can be reported; each has a byte that says that it was. */
  number(): number;
}

/** A function that looks at the vector. Parameter 0 is the address of the lane. */
export interface Frame {
  readonly setting: Setting;
  readonly body: Body;
  /** Local of a register. */
  register(register: Register): number;
  /** Leaves the function because of a bad access or an endless private loop. */
  fault(): void;
  /** Locals: an address, a slot, a value. */
  readonly address: number;
  readonly slot: number;
  readonly value: number;
  /** Of functions that do steps. */
  readonly step: StepLocals | undefined;
}

/** The step waits for something; what it leads to is not looked at. */
export type RefusalCode = typeof StepCode.blocked | typeof StepCode.pruned;

export interface StepLocals {
  readonly task: number;
  /** Nothing is written or logged, only the fingerprint goes along; see dry.ts. */
  readonly dry: boolean;
  /** Of a dry step that is done in place: what it leaves. */
  readonly difference?: DifferenceLocals | undefined;
  /** Slot of the word of the task's CPU, -1 for none. */
  readonly cpuSlot: number;
  /** Parameters: the alternative, where the undo log goes on, the fingerprint. */
  readonly alternative: number;
  readonly log: number;
  readonly hash: number;
  /** What is returned when all goes well. */
  readonly result: number;
  /** The old value; an i64. */
  readonly before: number;
  readonly mixed: number;
  /** Leaves the step with what is in `log`, `hash` and `result`. */
  leave(): void;
  /** Leaves a step that cannot be done; undefined: as any other, with the code as its result. */
  readonly refuse?: (code: RefusalCode) => void;
}

/** Locals that steps use one after the other. */
export interface Scratch {
  readonly address: number;
  readonly slot: number;
  readonly value: number;
  /** For the registers of one step; more are added as they are needed. */
  readonly registers: number[];
}

/** Parameter 0: a lane of the thread's block, see room.ts. */
export const base = 0;

/** Pushes where the undo log begins. */
export function pushLog(
  body: Body,
  { threadGlobal, thread }: Pick<Setting, 'threadGlobal' | 'thread'>,
): Body {
  return body.global(threadGlobal).number(thread.log).op(op.add);
}
