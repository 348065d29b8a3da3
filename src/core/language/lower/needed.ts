// What flows backwards along a graph: which `set` instructions anything comes of. The others go.
//
// Promises: what only feeds a value that nobody reads goes as well, also around a loop. What is set in one place is found
// outright; of other registers the ways from each use back to its definitions are walked, one register after the other.

import type { Draft } from './code.ts';
import type { Instruction, Register, Value } from './graph.ts';
import { definedBy, eachRegister, eachValue, valueOfExit } from './read-graph.ts';
import { maxAlive, refuse } from './refuse.ts';
import { Ways } from './ways.ts';

/** Blocks are indexed by number; `order` lists the reachable ones, entry first; registers are below `registers`. */
export function dropUnneeded(drafts: readonly Draft[], order: readonly number[], registers: number): void {
  const uses = new Uses(drafts, order, registers);
  uses.follow();
  for (let position = 0; position < order.length; position++) {
    const index = order[position] as number;
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

/** Too much work for what it brings: then everything stays. */
const maxWork = 20_000_000;

/** Of a register: set nowhere; set in several places. What is not negative is the one point that sets it. */
const nowhere = -1;
const severally = -2;

/** Instructions are numbered through: points. */
class Uses {
  /** By block: the point of its first instruction. */
  readonly base: Int32Array;
  /** By point: 0 for a `set` that nothing comes of. */
  readonly needed: Uint8Array;
  readonly #drafts: readonly Draft[];
  readonly #order: readonly number[];
  /** By point. */
  readonly #blockOf: Int32Array;
  /** By register. */
  readonly #setAt: Int32Array;
  /** The points of registers that are set in several places, ascending. */
  readonly #several = new Map<Register, number[]>();
  /** By register: blocks that read it first, still to be looked at. */
  readonly #open = new Map<Register, number[]>();
  readonly #waiting: Register[] = [];
  /** Newly needed. */
  readonly #points: number[] = [];
  #walksAll = false;
  #work = 0;
  /** Where the value stands that is being read. */
  #block = 0;
  #point = 0;
  readonly #readValue = (value: Value): void => this.#read(value);

  constructor(drafts: readonly Draft[], order: readonly number[], registers: number) {
    this.#drafts = drafts;
    this.#order = order;
    this.base = new Int32Array(drafts.length);
    let points = 0;
    for (let position = 0; position < order.length; position++) {
      const index = order[position] as number;
      this.base[index] = points;
      points += (drafts[index] as Draft).code.length;
    }
    this.needed = new Uint8Array(points);
    this.#blockOf = new Int32Array(points);
    this.#setAt = new Int32Array(registers).fill(nowhere);
    let point = 0;
    for (let position = 0; position < order.length; position++) {
      const index = order[position] as number;
      const { code } = drafts[index] as Draft;
      for (let at = 0; at < code.length; at++) {
        this.#blockOf[point] = index;
        const defined = definedBy(code[at] as Instruction);
        if (defined !== undefined) this.#define(defined, point);
        point += 1;
      }
    }
  }

  follow(): void {
    const { length } = this.#order;
    // Few enough that the bound cannot be passed: then only what is set in several places needs its ways walked.
    this.#walksAll = this.#setAt.length * length > maxAlive && this.#exposed() * length > maxAlive;
    this.#begin();
    this.#drain();
    if (this.#waiting.length === 0) return;
    const ways = new Ways(this.#drafts, this.#order);
    for (let at = 0; at < this.#waiting.length; at++) {
      this.#walk(ways, this.#waiting[at] as Register);
      if (this.#work > maxWork) {
        this.needed.fill(1);
        return;
      }
    }
  }

  #define(register: Register, point: number): void {
    const before = this.#setAt[register] as number;
    if (before === nowhere) {
      this.#setAt[register] = point;
      return;
    }
    this.#setAt[register] = severally;
    if (before >= 0) this.#several.set(register, [before, point]);
    else this.#several.get(register)?.push(point);
  }

  /** How many registers are read in another block than they are set in. */
  #exposed(): number {
    const setIn = new Int32Array(this.#setAt.length).fill(-1);
    const found = new Set<Register>();
    for (const index of this.#order) {
      const { code, exit } = this.#drafts[index] as Draft;
      const read = (value: Value) =>
        eachRegister(value, (register) => {
          if (setIn[register] !== index) found.add(register);
        });
      for (const instruction of code) {
        eachValue(instruction, read);
        const defined = definedBy(instruction);
        if (defined !== undefined) setIn[defined] = index;
      }
      const value = valueOfExit(exit);
      if (value !== undefined) read(value);
    }
    return found.size;
  }

  /** What is needed whatever comes of it, and what that reads. */
  #begin(): void {
    let point = 0;
    for (let position = 0; position < this.#order.length; position++) {
      const index = this.#order[position] as number;
      const { code, exit } = this.#drafts[index] as Draft;
      this.#block = index;
      for (let at = 0; at < code.length; at++) {
        const instruction = code[at] as Instruction;
        if (instruction.kind !== 'set') {
          this.#point = point;
          this.needed[point] = 1;
          eachValue(instruction, this.#readValue);
        }
        point += 1;
      }
      this.#point = point;
      const value = valueOfExit(exit);
      if (value !== undefined) this.#read(value);
    }
  }

  /** What the points that are newly needed read. */
  #drain(): void {
    for (let point = this.#points.pop(); point !== undefined; point = this.#points.pop()) {
      const block = this.#blockOf[point] as number;
      const instruction = (this.#drafts[block] as Draft).code[point - (this.base[block] as number)];
      // What is no `set` was needed from the beginning.
      if (instruction?.kind !== 'set') continue;
      this.#block = block;
      this.#point = point;
      this.#read(instruction.value);
    }
  }

  #read(value: Value): void {
    switch (value.kind) {
      case 'const':
        return;
      case 'register':
        this.#needRegister(value.register);
        return;
      case 'unary':
        this.#read(value.operand);
        return;
      case 'binary':
        this.#read(value.left);
        this.#read(value.right);
        return;
      case 'valid':
        this.#read(value.address);
        return;
    }
  }

  #needRegister(register: Register): void {
    const only = this.#setAt[register] as number;
    const here = only === severally ? lastBefore(this.#several.get(register) ?? [], this.#point) : only;
    const isHere = here >= (this.base[this.#block] as number) && here < this.#point;
    if (isHere || (only >= 0 && !this.#walksAll)) this.#need(here);
    else this.#expose(register);
  }

  #need(point: number): void {
    if (this.needed[point] === 1) return;
    this.needed[point] = 1;
    this.#points.push(point);
  }

  #expose(register: Register): void {
    const open = this.#open.get(register);
    if (open === undefined) this.#open.set(register, [this.#block]);
    else if (open.at(-1) === this.#block) return;
    else open.push(this.#block);
    if (open === undefined || open.length === 1) this.#waiting.push(register);
  }

  /** From the blocks that read the register back to those that set it. */
  #walk(ways: Ways, register: Register): void {
    const only = this.#setAt[register] as number;
    const points = only >= 0 ? [only] : (this.#several.get(register) ?? []);
    let missing = 0;
    for (const point of points) if (this.needed[point] === 0) missing += 1;
    // That all ways are walked is for the bound.
    if (missing === 0 && !this.#walksAll) return;
    const setIn = points.map((point) => this.#blockOf[point] as number);
    const alive = ways.walk(register, setIn, this.#open.get(register) ?? [], (block) => {
      const end = (this.base[block] as number) + (this.#drafts[block] as Draft).code.length;
      const last = lastBefore(points, end);
      if (this.needed[last] === 0) missing -= 1;
      this.#need(last);
      return missing > 0 || this.#walksAll;
    });
    this.#work += alive + points.length;
    if (ways.alive > maxAlive) refuseLength(this.#drafts, this.#order);
    this.#drain();
  }
}

/** The last of these points, which ascend, that is before another. */
function lastBefore(points: readonly number[], before: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as number) < before) low = middle + 1;
    else high = middle;
  }
  return points[low - 1] ?? nowhere;
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
