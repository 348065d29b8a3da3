// Which registers are still read, backwards along a graph.
//
// Promises: what only feeds a dead value is dead as well. Works on plain numbers, read once out of each block: the same
// question is asked several times of every task of every program.

import type { Draft } from './code.ts';
import type { Instruction, Register, Value } from './graph.ts';
import { definedBy, eachRegister, valueOfExit, valuesIn } from './read-graph.ts';
import { maxAlive, refuse } from './refuse.ts';

/** Of each block: registers that are read before they are set, here or further on. */
export type Live = readonly (readonly Register[] | undefined)[];

/** What a block reads and sets, as numbers. */
export interface Reads {
  readonly code: readonly Instruction[];
  readonly value: Value | undefined;
  /**
   * The last first: how many registers the exit reads and which; then of each instruction 2 · (the register that it
   * sets) + (1 for `set`), or -1, and how many registers it reads and which.
   */
  readonly numbers: readonly number[];
  /** More than any register in it. */
  readonly bound: number;
}

/** Kept with the draft, until its code or its exit's value changes. */
export function readsOf(draft: Draft): Reads {
  const { code, exit } = draft;
  const value = valueOfExit(exit);
  if (draft.reads?.code === code && draft.reads.value === value) return draft.reads;
  const numbers: number[] = [0];
  let bound = 0;
  const read = (register: Register) => {
    numbers.push(register);
    if (register >= bound) bound = register + 1;
  };
  if (value !== undefined) eachRegister(value, read);
  numbers[0] = numbers.length - 1;
  for (let at = code.length - 1; at >= 0; at--) {
    const instruction = code[at] as Instruction;
    const defined = definedBy(instruction);
    if (defined !== undefined && defined >= bound) bound = defined + 1;
    numbers.push(defined === undefined ? -1 : 2 * defined + (instruction.kind === 'set' ? 1 : 0));
    const start = numbers.push(0);
    for (const each of valuesIn(instruction)) eachRegister(each, read);
    numbers[start - 1] = numbers.length - start;
  }
  draft.reads = { code, value, numbers, bound };
  return draft.reads;
}

/** A set of registers that is quick to fill and to empty. */
export class Alive {
  readonly #marks: Uint8Array;
  /** What was put in; what was taken out again is still in this list. */
  readonly #list: Register[] = [];

  /** For the registers of these blocks. */
  constructor(drafts: readonly Draft[], order: readonly number[]) {
    let bound = 0;
    for (const index of order) bound = Math.max(bound, readsOf(drafts[index] as Draft).bound);
    this.#marks = new Uint8Array(bound);
  }

  /** What is alive behind a block. */
  addTargets({ exit }: Draft, live: Live): void {
    if (exit.kind === 'goto') this.#addAll(live[exit.target]);
    else if (exit.kind === 'branch') {
      this.#addAll(live[exit.then]);
      if (exit.else !== exit.then) this.#addAll(live[exit.else]);
    }
  }

  /** Goes backwards over a block; `dead` is told of each `set` whose value nobody reads, counted from the end. */
  goBack({ numbers }: Reads, dead?: (position: number) => void): void {
    const marks = this.#marks;
    let at = 1;
    for (let left = numbers[0] as number; left > 0; left--) this.#add(numbers[at++] as number);
    for (let position = 0; at < numbers.length; position++) {
      const defined = numbers[at++] as number;
      const count = numbers[at++] as number;
      if ((defined & 1) === 1 && defined > 0 && marks[defined >> 1] !== 1) {
        dead?.(position);
        at += count;
        continue;
      }
      if (defined >= 0) marks[defined >> 1] = 0;
      for (let left = count; left > 0; left--) this.#add(numbers[at++] as number);
    }
  }

  /** Everything in it, once; it is empty then. */
  empty(): readonly Register[] {
    const all: Register[] = [];
    for (const register of this.#list) {
      if (this.#marks[register] !== 1) continue;
      this.#marks[register] = 0;
      all.push(register);
    }
    this.#list.length = 0;
    return all;
  }

  #add(register: Register): void {
    if (this.#marks[register] === 1) return;
    this.#marks[register] = 1;
    this.#list.push(register);
  }

  #addAll(registers: readonly Register[] | undefined): void {
    if (registers !== undefined) for (const register of registers) this.#add(register);
  }
}

/** Blocks are indexed by number; `order` lists the reachable ones. */
export function liveAtEntry(drafts: readonly Draft[], order: readonly number[]): Live {
  const live: (readonly Register[] | undefined)[] = new Array(drafts.length).fill(undefined);
  const before = predecessors(drafts, order);
  const open = [...order];
  const waiting = new Uint8Array(drafts.length);
  for (const index of order) waiting[index] = 1;
  const alive = new Alive(drafts, order);
  let all = 0;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    waiting[index] = 0;
    const draft = drafts[index] as Draft;
    alive.addTargets(draft, live);
    alive.goBack(readsOf(draft));
    const now = alive.empty();
    const had = live[index]?.length;
    if (had === now.length) continue;
    all += now.length - (had ?? 0);
    if (all > maxAlive) refuseLength(drafts, order);
    live[index] = now;
    for (const source of before[index] ?? []) {
      if (waiting[source] === 1) continue;
      waiting[source] = 1;
      open.push(source);
    }
  }
  return live;
}

function refuseLength(drafts: readonly Draft[], order: readonly number[]): never {
  const span = order.map((at) => drafts[at]?.step?.span).find((place) => place !== undefined);
  refuse(
    span ?? { file: 0, start: 0, end: 0 },
    'too-much-code',
    'too many locals are in use over too many steps',
    'use fewer locals, or let each live for fewer steps',
  );
}

function predecessors(
  drafts: readonly Draft[],
  order: readonly number[],
): readonly (readonly number[] | undefined)[] {
  const before: (number[] | undefined)[] = new Array(drafts.length).fill(undefined);
  const note = (target: number, source: number) => {
    const list = before[target];
    if (list === undefined) before[target] = [source];
    else list.push(source);
  };
  for (const index of order) {
    const { exit } = drafts[index] as Draft;
    if (exit.kind === 'goto') note(exit.target, index);
    else if (exit.kind === 'branch') {
      note(exit.then, index);
      if (exit.else !== exit.then) note(exit.else, index);
    }
  }
  return before;
}
