// What registers are known to hold at a place of a graph: constants, and copies of other registers. What is known at one
// place differs little from what is known at the place before: places share what they have.
//
// Promises: says nothing that is doubtful. Going from one place to another costs what was learnt between the two.

import type { Register, Value } from './graph.ts';

/** What is known at one place; undefined where nothing is. */
export type Known = Learnt | undefined;

interface Learnt {
  readonly register: Register;
  readonly value: Value | undefined;
  readonly was: Value | undefined;
  readonly before: Known;
  readonly depth: number;
}

/** Two places that are further apart than this have nothing in common: looking for it at each of many jumps would take too long. */
const furthest = 4096;

/** So many registers at most are known as copies of one. */
const mostCopies = 64;

export class Knowledge {
  /** By register: those that have been known as its copies. */
  readonly #copies: (Register[] | undefined)[] = [];
  readonly #values: (Value | undefined)[] = [];
  readonly #about: ReadonlySet<Register> | undefined;
  #here: Known;
  #forgetful = false;

  /** `about`: what is set to other registers than these is not noted. */
  constructor(about?: ReadonlySet<Register>) {
    this.#about = about;
  }

  get here(): Known {
    return this.#here;
  }

  /** Something may have been known that is not any more. */
  get forgetful(): boolean {
    return this.#forgetful;
  }

  /** A constant or another register; undefined where it is not known. */
  readonly get = (register: Register): Value | undefined => this.#values[register];

  /** The register is set anew: to a constant or a copy, or to what is none of them. */
  learn(register: Register, value?: Value): void {
    const copies = this.#copies[register];
    for (let at = 0; copies !== undefined && at < copies.length; at++) {
      const copy = copies[at] as Register;
      const known = this.#values[copy];
      if (known?.kind === 'register' && known.register === register) this.#note(copy, undefined);
    }
    if (this.#about?.has(register) === false) return;
    if (value?.kind === 'const') this.#note(register, value);
    else if (value?.kind === 'register' && this.#isCopy(register, value.register))
      this.#note(register, value);
    else this.#note(register, undefined);
  }

  #isCopy(register: Register, of: Register): boolean {
    if (register === of) return false;
    while (this.#copies.length <= of) this.#copies.push(undefined);
    const copies = this.#copies[of] ?? [];
    this.#copies[of] = copies;
    if (copies.includes(register)) return true;
    return copies.length < mostCopies && copies.push(register) > 0;
  }

  #note(register: Register, value: Value | undefined): void {
    const values = this.#values;
    while (values.length <= register) values.push(undefined);
    const was = values[register];
    if (same(was, value)) return;
    const before = this.#here;
    this.#here = { register, value, was, before, depth: depthOf(before) + 1 };
    values[register] = value;
  }

  /** Nothing is known. */
  forget(): Known {
    this.#forgetful = true;
    this.goTo(undefined);
    return undefined;
  }

  goTo(there: Known): void {
    const values = this.#values;
    let ahead: Learnt[] | undefined;
    let from = this.#here;
    for (let to = there; from !== to; ) {
      if (from !== undefined && from.depth >= depthOf(to)) {
        values[from.register] = from.was;
        from = from.before;
      } else if (to !== undefined) {
        ahead ??= [];
        ahead.push(to);
        to = to.before;
      }
    }
    for (let one = ahead?.pop(); one !== undefined; one = ahead?.pop()) values[one.register] = one.value;
    this.#here = there;
  }

  /** What both agree on; `left` itself where that is all that it knows. One is there afterwards. */
  meet(left: Known, right: Known): Known {
    if (left === right) {
      this.goTo(left);
      return left;
    }
    const registers: Register[] = [];
    let one = left;
    let other = right;
    // Where nothing is known at one of them, nothing is known at both.
    if (one === undefined || other === undefined) {
      this.goTo(undefined);
      return undefined;
    }
    let far = false;
    while (!far && one !== other) {
      if (one !== undefined && one.depth >= depthOf(other)) {
        registers.push(one.register);
        one = one.before;
      } else if (other !== undefined) {
        registers.push(other.register);
        other = other.before;
      }
      far = registers.length > furthest;
    }
    if (far) return this.forget();
    this.goTo(left);
    const onLeft = registers.map((register) => this.#values[register]);
    this.goTo(right);
    let lost = false;
    for (let at = 0; at < registers.length; at++) {
      if (onLeft[at] === undefined || same(onLeft[at], this.#values[registers[at] as Register])) continue;
      onLeft[at] = undefined;
      lost = true;
    }
    this.goTo(lost ? one : left);
    if (!lost) return left;
    for (let at = 0; at < registers.length; at++) this.#note(registers[at] as Register, onLeft[at]);
    return this.#here;
  }
}

function depthOf(known: Known): number {
  return known === undefined ? 0 : known.depth;
}

function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  if (left.kind === 'const') return right.kind === 'const' && left.value === right.value;
  return left.kind === 'register' && right.kind === 'register' && left.register === right.register;
}
