// What flows along a graph: which registers are still read (backwards), which are known to equal another value
// (forwards). With both, copies and constants go where they are used and the computation of dead values goes away.
//
// Promises: loads, stores, checks and choices stay, in their order; only `set` instructions disappear.

import { type Draft, eachRead, redirected, rewritten, substituted } from './code.ts';
import type { Register, Value } from './graph.ts';
import { definedBy, eachRegister, successors, valueOfExit } from './read-graph.ts';

type Live = ReadonlySet<Register>;
type Known = ReadonlyMap<Register, Value>;

/** Puts what is known into every use. Blocks are indexed by number; `order` lists the reachable ones, entry first. */
export function propagate(drafts: readonly Draft[], order: readonly number[]): void {
  const live = liveAtEntry(drafts, order);
  const known = knownAtEntry(drafts, order, live);
  for (const index of order) {
    const draft = drafts[index]!;
    const now = new Map(known.get(index) ?? []);
    const change = (value: Value): Value => substituted(value, (register) => now.get(register));
    draft.code = draft.code.map((instruction) => {
      const changed = rewritten(instruction, change);
      learn(now, changed);
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
    if (live.get(index)?.size === alive.size) continue;
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
      const now = new Map(known.get(index) ?? []);
      for (const instruction of draft.code) {
        if (instruction.kind !== 'set') {
          learn(now, instruction);
          continue;
        }
        const value = substituted(instruction.value, (register) => now.get(register));
        learn(now, { ...instruction, value });
      }
      for (const target of successors(draft.exit)) {
        if (meet(known, target, now, live.get(target))) waiting.add(target);
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

/** What is known behind an instruction whose values are already rewritten. */
function learn(known: Map<Register, Value>, instruction: Parameters<typeof definedBy>[0]): void {
  const defined = definedBy(instruction);
  if (defined === undefined) return;
  known.delete(defined);
  for (const [register, value] of known) {
    if (value.kind === 'register' && value.register === defined) known.delete(register);
  }
  if (instruction.kind !== 'set') return;
  const { value } = instruction;
  if (value.kind === 'const' || (value.kind === 'register' && value.register !== defined))
    known.set(defined, value);
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
