// What flows along a graph: which registers are still read (backwards), which are known to equal another value
// (forwards). With both, copies and constants go where they are used and the computation of dead values goes away.
//
// Promises: loads, stores, checks and choices stay, in their order; only `set` instructions disappear.

import { type Draft, eachRead, redirected, rewritten, substituted } from './code.ts';
import type { Register, Value } from './graph.ts';
import { definedBy, eachRegister, successors, valueOfExit } from './read-graph.ts';
import { maxAlive, refuse } from './refuse.ts';

type Live = ReadonlySet<Register>;
type Known = ReadonlyMap<Register, Value>;

/** What is known while one walks through a block; finds at once who is a copy of a register that is set anew. */
class Facts {
  readonly known: Map<Register, Value>;
  readonly #copies = new Map<Register, Set<Register>>();

  constructor(known: Known = new Map()) {
    this.known = new Map(known);
    for (const [register, value] of known) this.#noteCopy(register, value);
  }

  /** Takes in an instruction whose values are already rewritten. */
  learn(instruction: Parameters<typeof definedBy>[0]): void {
    const defined = definedBy(instruction);
    if (defined === undefined) return;
    this.known.delete(defined);
    for (const register of this.#copies.get(defined) ?? []) {
      const value = this.known.get(register);
      if (value?.kind === 'register' && value.register === defined) this.known.delete(register);
    }
    this.#copies.delete(defined);
    if (instruction.kind !== 'set') return;
    const { value } = instruction;
    if (value.kind !== 'const' && (value.kind !== 'register' || value.register === defined)) return;
    this.known.set(defined, value);
    this.#noteCopy(defined, value);
  }

  #noteCopy(register: Register, value: Value): void {
    if (value.kind !== 'register') return;
    const copies = this.#copies.get(value.register);
    if (copies) copies.add(register);
    else this.#copies.set(value.register, new Set([register]));
  }
}

/** Puts what is known into every use. Blocks are indexed by number; `order` lists the reachable ones, entry first. */
export function propagate(drafts: readonly Draft[], order: readonly number[]): void {
  const live = liveAtEntry(drafts, order);
  const known = knownAtEntry(drafts, order, live);
  for (const index of order) {
    const draft = drafts[index]!;
    const now = new Facts(known.get(index));
    const change = (value: Value): Value => substituted(value, (register) => now.known.get(register));
    draft.code = draft.code.map((instruction) => {
      const changed = rewritten(instruction, change);
      now.learn(changed);
      return changed;
    });
    draft.exit = redirected(draft.exit, change, (target) => target);
  }
}

/** Drops `set` instructions whose register nobody reads before it is set again. */
export function dropDead(drafts: readonly Draft[], order: readonly number[]): void {
  const live = liveAtEntry(drafts, order);
  for (const index of order) {
    const draft = drafts[index]!;
    const alive = liveAtExit(draft, live);
    draft.code = draft.code
      .toReversed()
      .filter((instruction) => {
        const defined = definedBy(instruction);
        if (instruction.kind === 'set' && !alive.has(instruction.register)) return false;
        if (defined !== undefined) alive.delete(defined);
        eachRead(instruction, (register) => alive.add(register));
        return true;
      })
      .reverse();
  }
}

function liveAtExit(draft: Draft, live: ReadonlyMap<number, Live>): Set<Register> {
  const alive = new Set<Register>();
  for (const target of successors(draft.exit))
    for (const register of live.get(target) ?? []) alive.add(register);
  const value = valueOfExit(draft.exit);
  if (value !== undefined) eachRegister(value, (register) => alive.add(register));
  return alive;
}

function liveAtEntry(drafts: readonly Draft[], order: readonly number[]): ReadonlyMap<number, Live> {
  const live = new Map<number, Live>();
  const before = predecessors(drafts, order);
  const open = [...order];
  const waiting = new Set(open);
  let all = 0;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    waiting.delete(index);
    const draft = drafts[index]!;
    const alive = liveAtExit(draft, live);
    for (let at = draft.code.length - 1; at >= 0; at--) {
      const instruction = draft.code[at]!;
      const defined = definedBy(instruction);
      // What only feeds a dead value is dead as well.
      if (instruction.kind === 'set' && !alive.has(instruction.register)) continue;
      if (defined !== undefined) alive.delete(defined);
      eachRead(instruction, (register) => alive.add(register));
    }
    const had = live.get(index)?.size;
    if (had === alive.size) continue;
    all += alive.size - (had ?? 0);
    if (all > maxAlive) {
      const span = order.map((at) => drafts[at]!.step?.span).find((place) => place !== undefined);
      refuse(
        span ?? { file: 0, start: 0, end: 0 },
        'too-much-code',
        'too many locals are in use over too many steps',
        'use fewer locals, or let each live for fewer steps',
      );
    }
    live.set(index, alive);
    for (const source of before.get(index) ?? []) {
      if (waiting.has(source)) continue;
      waiting.add(source);
      open.push(source);
    }
  }
  return live;
}

function knownAtEntry(
  drafts: readonly Draft[],
  order: readonly number[],
  live: ReadonlyMap<number, Live>,
): ReadonlyMap<number, Known> {
  const known = new Map<number, Map<Register, Value>>([[0, new Map()]]);
  const waiting = new Set([0]);
  // In the order of the text, so that a join is met when all but its back edges are known.
  while (waiting.size > 0) {
    for (const index of order) {
      if (!waiting.delete(index)) continue;
      const draft = drafts[index]!;
      const now = new Facts(known.get(index));
      for (const instruction of draft.code) {
        if (instruction.kind !== 'set') {
          now.learn(instruction);
          continue;
        }
        const value = substituted(instruction.value, (register) => now.known.get(register));
        now.learn({ ...instruction, value });
      }
      for (const target of successors(draft.exit)) {
        if (meet(known, target, now.known, live.get(target))) waiting.add(target);
      }
    }
  }
  return known;
}

/** Keeps at `target` what every way there agrees on; true when that has changed. */
function meet(
  known: Map<number, Map<Register, Value>>,
  target: number,
  arriving: Known,
  live: Live | undefined,
): boolean {
  const there = known.get(target);
  if (there === undefined) {
    known.set(target, new Map([...arriving].filter(([register]) => live?.has(register) === true)));
    return true;
  }
  let changed = false;
  for (const [register, value] of there) {
    if (same(arriving.get(register), value)) continue;
    there.delete(register);
    changed = true;
  }
  return changed;
}

function same(left: Value | undefined, right: Value): boolean {
  if (left?.kind === 'const' && right.kind === 'const') return left.value === right.value;
  return left?.kind === 'register' && right.kind === 'register' && left.register === right.register;
}

function predecessors(
  drafts: readonly Draft[],
  order: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const before = new Map<number, number[]>();
  for (const index of order) {
    for (const target of successors(drafts[index]!.exit)) {
      const list = before.get(target) ?? [];
      list.push(index);
      before.set(target, list);
    }
  }
  return before;
}
