// What flows backwards along a graph: which `set` instructions anything comes of. The others go.
//
// Promises: what only feeds a value that nobody reads goes as well, also around a loop. Walks from each use to its
// definitions, one register after the other: that costs what the ways between the two are long.

import type { Draft } from './code.ts';
import type { Instruction, Register, Value } from './graph.ts';
import { definedBy, eachValue, valueOfExit } from './read-graph.ts';
import { maxAlive, refuse } from './refuse.ts';

/** Blocks are indexed by number; `order` lists the reachable ones, entry first. */
export function dropUnneeded(drafts: readonly Draft[], order: readonly number[]): void {
  const uses = new Uses(drafts, order);
  uses.follow();
  for (const index of order) {
    const draft = drafts[index] as Draft;
    const base = uses.base[index] as number;
    let code: Instruction[] | undefined;
    for (let at = 0; at < draft.code.length; at++) {
      const instruction = draft.code[at] as Instruction;
      if (uses.needed[base + at] === 1) code?.push(instruction);
      else code ??= draft.code.slice(0, at);
    }
    if (code !== undefined) draft.code = code;
  }
}

/** Where a register is set for the last time in a block. */
interface Definition {
  readonly block: number;
  point: number;
}

/** Too much work for what it brings: then everything stays. */
const maxWork = 20_000_000;

/** Instructions and exits are numbered through: points. */
class Uses {
  /** By block: the point of its first instruction. */
  readonly base: Int32Array;
  /** By point: 0 for a `set` that nothing comes of. */
  readonly needed: Uint8Array;
  readonly #drafts: readonly Draft[];
  readonly #order: readonly number[];
  readonly #before: readonly (readonly number[] | undefined)[];
  /** By point: where its reads begin in the next two. */
  readonly #first: Int32Array;
  readonly #registers: Register[] = [];
  /** The point in the same block where the register is set, or -1 - block. */
  readonly #sources: number[] = [];
  readonly #definitions: (Definition[] | undefined)[] = [];
  /** By register: the one point that sets it, or -1 where there are several. */
  readonly #only: number[] = [];
  /** By register: blocks at whose entry it is alive. */
  readonly #alive: (number[] | undefined)[] = [];
  /** By register: blocks that read it first, still to be looked at. */
  readonly #open: (number[] | undefined)[] = [];
  readonly #waiting: Register[] = [];
  readonly #points: number[] = [];
  /** By block: the register, plus one, that was found alive or set there last; and where it is set. */
  readonly #seen: Int32Array;
  readonly #sets: Int32Array;
  readonly #setAt: Int32Array;
  /** Registers that are read in another block than they are set in. */
  readonly #exposed = new Set<Register>();
  #walksAll = false;
  #aliveCount = 0;
  #work = 0;

  constructor(drafts: readonly Draft[], order: readonly number[]) {
    this.#drafts = drafts;
    this.#order = order;
    this.#before = predecessors(drafts, order);
    this.base = new Int32Array(drafts.length);
    this.#seen = new Int32Array(drafts.length);
    this.#sets = new Int32Array(drafts.length);
    this.#setAt = new Int32Array(drafts.length);
    let points = 0;
    for (const index of order) {
      this.base[index] = points;
      points += (drafts[index] as Draft).code.length + 1;
    }
    this.needed = new Uint8Array(points);
    this.#first = new Int32Array(points + 1);
    for (const index of order) this.#readBlock(index);
    this.#first[points] = this.#registers.length;
  }

  follow(): void {
    // Few enough that the bound cannot be passed: then only what is set in several places needs its ways walked.
    this.#walksAll = this.#exposed.size * this.#order.length > maxAlive;
    this.#drain();
    for (let at = 0; at < this.#waiting.length; at++) {
      this.#walk(this.#waiting[at] as Register);
      if (this.#work > maxWork) {
        this.needed.fill(1);
        return;
      }
    }
  }

  #readBlock(index: number): void {
    const { code, exit } = this.#drafts[index] as Draft;
    const read = (value: Value) => this.#read(value, index);
    let point = this.base[index] as number;
    for (const instruction of code) {
      this.#first[point] = this.#registers.length;
      eachValue(instruction, read);
      const defined = definedBy(instruction);
      if (defined !== undefined) this.#define(defined, index, point);
      if (instruction.kind !== 'set') {
        this.needed[point] = 1;
        if ((this.#first[point] as number) < this.#registers.length) this.#points.push(point);
      }
      point += 1;
    }
    this.#first[point] = this.#registers.length;
    const value = valueOfExit(exit);
    if (value === undefined) return;
    this.#read(value, index);
    this.#points.push(point);
  }

  #read(value: Value, block: number): void {
    switch (value.kind) {
      case 'const':
        return;
      case 'register': {
        const last = this.#definitions[value.register]?.at(-1);
        this.#registers.push(value.register);
        if (last?.block === block) this.#sources.push(last.point);
        else {
          this.#sources.push(-1 - block);
          this.#exposed.add(value.register);
        }
        return;
      }
      case 'unary':
        this.#read(value.operand, block);
        return;
      case 'binary':
        this.#read(value.left, block);
        this.#read(value.right, block);
        return;
      case 'valid':
        this.#read(value.address, block);
        return;
    }
  }

  #define(register: Register, block: number, point: number): void {
    while (this.#definitions.length <= register) {
      this.#definitions.push(undefined);
      this.#only.push(-1);
    }
    const list = this.#definitions[register];
    const last = list?.at(-1);
    this.#only[register] = list === undefined ? point : -1;
    if (last?.block === block) last.point = point;
    else if (list !== undefined) list.push({ block, point });
    else this.#definitions[register] = [{ block, point }];
  }

  /** What the points that are newly needed read. */
  #drain(): void {
    for (let point = this.#points.pop(); point !== undefined; point = this.#points.pop()) {
      const end = this.#first[point + 1] as number;
      for (let at = this.#first[point] as number; at < end; at++) {
        const source = this.#sources[at] as number;
        if (source >= 0) this.#need(source);
        else this.#expose(this.#registers[at] as Register, -1 - source);
      }
    }
  }

  #need(point: number): void {
    if (this.needed[point] === 1) return;
    this.needed[point] = 1;
    this.#points.push(point);
  }

  #expose(register: Register, block: number): void {
    const only = this.#only[register] ?? -1;
    if (only >= 0 && !this.#walksAll) {
      this.#need(only);
      return;
    }
    while (this.#open.length <= register) this.#open.push(undefined);
    const open = this.#open[register];
    if (open === undefined || open.length === 0) {
      if (open === undefined) this.#open[register] = [block];
      else open.push(block);
      this.#waiting.push(register);
    } else if (open.at(-1) !== block) open.push(block);
  }

  /** From the blocks that read the register back to those that set it. */
  #walk(register: Register): void {
    const open = this.#open[register] as number[];
    while (this.#alive.length <= register) this.#alive.push(undefined);
    const alive = this.#alive[register] ?? [];
    this.#alive[register] = alive;
    const mark = register + 1;
    const definitions = this.#definitions[register] ?? [];
    for (const block of alive) this.#seen[block] = mark;
    for (const { block, point } of definitions) {
      this.#sets[block] = mark;
      this.#setAt[block] = point;
    }
    const had = alive.length;
    for (let block = open.pop(); block !== undefined; block = open.pop()) {
      if (this.#seen[block] === mark) continue;
      this.#seen[block] = mark;
      alive.push(block);
      for (const source of this.#before[block] ?? []) {
        if (this.#sets[source] === mark) this.#need(this.#setAt[source] as number);
        else open.push(source);
      }
    }
    this.#work += alive.length + definitions.length;
    this.#aliveCount += alive.length - had;
    if (this.#aliveCount > maxAlive) refuseLength(this.#drafts, this.#order);
    this.#drain();
  }
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
