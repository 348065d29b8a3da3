// One way through a step, as far as it has come: registers, what the task added so far, what is known of words until
// somebody else comes.

import type { Register } from '../language/lower/graph.ts';
import type { Accounts } from './accounts.ts';
import { joinAccounts } from './accounts.ts';
import type { Values } from './analysis.ts';
import type { NarrowedRegisters } from './narrow.ts';
import { join, widened, zero } from './values.ts';

/** A register holds what a word was, plus `by`. `now`: nothing wrote the word since, and nobody else can. */
export interface Link {
  readonly slot: number;
  readonly by: number;
  readonly now: boolean;
}

export interface RegisterState {
  readonly values: Values;
  readonly link: Link | undefined;
}

const unset: RegisterState = { values: zero, link: undefined };

export class Path implements NarrowedRegisters {
  block: number;
  /** Index of the next instruction; -1 where the block is just being entered. */
  at = -1;
  readonly registers: Map<Register, RegisterState>;
  accounts: Accounts;
  /** By slot: what the word is now, known from this step; and for the task's own words, what differs from the start. */
  readonly known: Map<number, Values>;

  constructor(
    block: number,
    registers: Iterable<readonly [Register, RegisterState]>,
    accounts: Accounts,
    known: Iterable<readonly [number, Values]> = [],
  ) {
    this.block = block;
    this.registers = new Map(registers);
    this.accounts = accounts;
    this.known = new Map(known);
  }

  clone(): Path {
    const copy = new Path(this.block, this.registers, this.accounts, this.known);
    copy.at = this.at;
    return copy;
  }

  /** The same with nothing known of other registers. */
  only(alive: readonly Register[]): Path {
    const kept = alive.map((register) => [register, this.state(register)] as const);
    return new Path(this.block, kept, this.accounts, this.known);
  }

  state(register: Register): RegisterState {
    return this.registers.get(register) ?? unset;
  }

  get(register: Register): Values {
    return this.state(register).values;
  }

  narrow(register: Register, values: Values): void {
    this.registers.set(register, { values, link: this.state(register).link });
  }

  set(register: Register, values: Values, link: Link | undefined): void {
    this.registers.set(register, { values, link });
  }

  /** The word has another value from here on. */
  written(slot: number): void {
    for (const [register, { values, link }] of this.registers) {
      if (link?.now && link.slot === slot)
        this.registers.set(register, { values, link: { ...link, now: false } });
    }
  }

  /** Takes in what another path brings to the same block; false when that is nothing new. */
  absorb(other: Path, alive: readonly Register[], owned: OwnWords, widen: boolean): boolean {
    let grew = false;
    for (const register of alive) {
      const mine = this.state(register);
      const joined = joinRegister(mine, other.state(register), widen);
      if (joined === mine) continue;
      this.registers.set(register, joined);
      grew = true;
    }
    const accounts = joinAccounts(this.accounts, other.accounts, widen);
    grew ||= accounts !== this.accounts;
    this.accounts = accounts;
    return this.absorbWords(other, owned, widen) || grew;
  }

  private absorbWords(other: Path, owned: OwnWords, widen: boolean): boolean {
    let grew = false;
    for (const slot of new Set([...this.known.keys(), ...other.known.keys()])) {
      const mine = this.known.get(slot) ?? owned.first(slot);
      const theirs = other.known.get(slot) ?? owned.first(slot);
      if (mine === undefined) continue;
      const both = theirs && join(mine, theirs);
      if (both === mine) continue;
      const joined = both && widen ? join(both, owned.ever(slot)) : both;
      if (joined === undefined) this.known.delete(slot);
      else this.known.set(slot, joined);
      grew = true;
    }
    return grew;
  }
}

/** Words that only one task touches: nobody else changes them between its steps. */
export interface OwnWords {
  /** What the word is until the task writes it; undefined for words that others touch too. */
  first(slot: number): Values | undefined;
  /** Everything that the word is at some time. */
  ever(slot: number): Values;
}

/** The first itself where it has room for the second. With `widen`, bounds that grow are given up. */
export function joinRegister(a: RegisterState, b: RegisterState, widen: boolean): RegisterState {
  const values = joinValues(a.values, b.values, widen);
  const link = joinLinks(a.link, b.link);
  return values === a.values && link === a.link ? a : { values, link };
}

function joinLinks(a: Link | undefined, b: Link | undefined): Link | undefined {
  if (a === undefined || b === undefined || a.slot !== b.slot || a.by !== b.by) return undefined;
  return a.now && !b.now ? b : a;
}

export function joinValues(a: Values, b: Values, widen: boolean): Values {
  const both = join(a, b);
  return widen && both !== a && both.list === undefined ? widened(a, both) : both;
}
