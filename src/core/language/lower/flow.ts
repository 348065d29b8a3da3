// What flows along a graph: which registers are still read (liveness.ts), which are known to equal another value
// (here). With both, copies and constants go where they are used and the computation of dead values goes away.
//
// Promises: loads, stores, checks and choices stay, in their order; only `set` instructions disappear.

import { type Draft, redirected, rewritten, substituted } from './code.ts';
import type { Exit, Instruction, Register, Value } from './graph.ts';
import { Alive, type Live, readsOf } from './liveness.ts';
import { definedBy } from './read-graph.ts';

/** Registers that are known to equal a constant or another register, and what. */
interface Known {
  registers: Register[];
  values: Value[];
}

/** What is known while one walks through a block. Forgets everything at once when a block is entered. */
class Facts {
  readonly #values: Value[] = [];
  /** By register: the number of the walk in which its value was learnt. */
  readonly #learnt: number[] = [];
  /** By register: how often it has been set; and for a copy, how often its original had been set when it was made. */
  readonly #settings: number[] = [];
  readonly #settingsThen: number[] = [];
  #walk = 0;

  enter({ registers, values }: Known): void {
    this.#walk += 1;
    for (let at = 0; at < registers.length; at++) this.#note(registers[at] as Register, values[at] as Value);
  }

  readonly get = (register: Register): Value | undefined => {
    if (this.#learnt[register] !== this.#walk) return undefined;
    const value = this.#values[register] as Value;
    if (value.kind !== 'register') return value;
    return this.#settingsThen[register] === (this.#settings[value.register] ?? 0) ? value : undefined;
  };

  /** Takes in an instruction whose values are already rewritten. */
  learn(instruction: Instruction): void {
    if (instruction.kind === 'set') this.learnValue(instruction.register, instruction.value);
    else {
      const defined = definedBy(instruction);
      if (defined !== undefined) this.#forget(defined);
    }
  }

  learnValue(defined: Register, value: Value): void {
    this.#forget(defined);
    if (value.kind === 'const' || (value.kind === 'register' && value.register !== defined))
      this.#note(defined, value);
  }

  #note(register: Register, value: Value): void {
    grow(this.#learnt, register, 0);
    grow(this.#values, register, value);
    grow(this.#settingsThen, register, 0);
    this.#learnt[register] = this.#walk;
    this.#values[register] = value;
    if (value.kind === 'register') this.#settingsThen[register] = this.#settings[value.register] ?? 0;
  }

  /** It is set anew: what was known of it, and what was a copy of it, is not known any more. */
  #forget(defined: Register): void {
    grow(this.#learnt, defined, 0);
    grow(this.#settings, defined, 0);
    this.#learnt[defined] = 0;
    (this.#settings[defined] as number) += 1;
  }
}

/** Lists without holes are the quick ones. */
function grow<T>(list: T[], index: number, filler: T): void {
  while (list.length <= index) list.push(filler);
}

/**
 * Puts what is known into every use. Blocks are indexed by number; `order` lists the reachable ones, entry first. False
 * where nothing changes.
 */
export function propagate(drafts: readonly Draft[], order: readonly number[], live: Live): boolean {
  const now = new Facts();
  const known = knownAtEntry(drafts, order, live, now);
  const change = (value: Value): Value => substituted(value, now.get);
  let changed = false;
  for (const index of order) {
    const draft = drafts[index] as Draft;
    const entry = known[index];
    // No way leads there, as the exits that are rewritten here will say.
    if (entry === undefined) continue;
    now.enter(entry);
    let code: Instruction[] | undefined;
    for (let at = 0; at < draft.code.length; at++) {
      const instruction = draft.code[at] as Instruction;
      const better = rewritten(instruction, change);
      if (better !== instruction) {
        code ??= [...draft.code];
        code[at] = better;
      }
      now.learn(better);
    }
    if (code !== undefined) {
      draft.code = code;
      changed = true;
    }
    const { exit } = draft;
    if (exit.kind !== 'branch' && exit.kind !== 'return') continue;
    const better = redirected(exit, change, (target) => target);
    if (sameExit(exit, better)) continue;
    changed = true;
    draft.exit = better;
  }
  return changed;
}

function sameExit(left: Exit, right: Exit): boolean {
  if (left.kind === 'branch') return right.kind === 'branch' && left.test === right.test;
  return left.kind === 'return' && right.kind === 'return' && left.value === right.value;
}

/** Drops `set` instructions whose register nobody reads before it is set again. */
export function dropDead(drafts: readonly Draft[], order: readonly number[], live: Live): void {
  const alive = new Alive(drafts, order);
  for (const index of order) {
    const draft = drafts[index] as Draft;
    if (draft.code.every(({ kind }) => kind !== 'set')) continue;
    const last = draft.code.length - 1;
    const dead = new Set<number>();
    alive.addTargets(draft, live);
    alive.goBack(readsOf(draft), (position) => dead.add(last - position));
    alive.empty();
    if (dead.size > 0) draft.code = draft.code.filter((_, at) => !dead.has(at));
  }
}

/** Of blocks that control can reach, as far as tests are known. */
function knownAtEntry(
  drafts: readonly Draft[],
  order: readonly number[],
  live: Live,
  now: Facts,
): readonly (Known | undefined)[] {
  const known: (Known | undefined)[] = new Array(drafts.length).fill(undefined);
  known[0] = { registers: [], values: [] };
  const waiting = new Uint8Array(drafts.length);
  waiting[0] = 1;
  let left = 1;
  const arrive = (target: number) => {
    if (!meet(known, target, now, live[target]) || waiting[target] === 1) return;
    waiting[target] = 1;
    left += 1;
  };
  // In the order of the text, so that a join is met when all but its back edges are known.
  while (left > 0) {
    for (const index of order) {
      if (waiting[index] === 0) continue;
      waiting[index] = 0;
      left -= 1;
      const { code, exit } = drafts[index] as Draft;
      now.enter(known[index] as Known);
      for (const instruction of code) {
        if (instruction.kind === 'set')
          now.learnValue(instruction.register, substituted(instruction.value, now.get));
        else now.learn(instruction);
      }
      if (exit.kind === 'goto') arrive(exit.target);
      else if (exit.kind === 'branch') {
        const test = substituted(exit.test, now.get);
        if (test.kind !== 'const' || test.value !== 0) arrive(exit.then);
        if (test.kind !== 'const' || test.value === 0) arrive(exit.else);
      }
    }
  }
  return known;
}

/** Keeps at `target` what every way there agrees on; true when that has changed. */
function meet(
  known: (Known | undefined)[],
  target: number,
  arriving: Facts,
  live: readonly Register[] | undefined,
): boolean {
  const there = known[target];
  if (there === undefined) {
    const kept: Known = { registers: [], values: [] };
    for (const register of live ?? []) {
      const value = arriving.get(register);
      if (value === undefined) continue;
      kept.registers.push(register);
      kept.values.push(value);
    }
    known[target] = kept;
    return true;
  }
  const { registers, values } = there;
  let stay = 0;
  for (let at = 0; at < registers.length; at++) {
    const value = values[at] as Value;
    if (!same(arriving.get(registers[at] as Register), value)) continue;
    registers[stay] = registers[at] as Register;
    values[stay] = value;
    stay += 1;
  }
  const changed = stay < registers.length;
  registers.length = stay;
  values.length = stay;
  return changed;
}

function same(left: Value | undefined, right: Value): boolean {
  if (left?.kind === 'const' && right.kind === 'const') return left.value === right.value;
  return left?.kind === 'register' && right.kind === 'register' && left.register === right.register;
}
