// Makes a drafted graph small: constants and copies where they are used, nothing that is unreachable or that nobody
// reads, straight lines in one block, no empty blocks on the way; blocks and registers numbered in the text's order.
//
// Promises: the same steps in the same order, the same effects in each. Block 0 stays the entry and begins no step.

import { type Draft, redirected, rewritten, substituted } from './code.ts';
import { dropDead, propagate } from './flow.ts';
import type { CodeBlock, Instruction, Register, Routine, Value } from './graph.ts';
import { type Live, liveAtEntry } from './liveness.ts';
import { definedBy, successors } from './read-graph.ts';

/** Each round can fold a branch that lets the next one know more; more than a few are never worth it. */
const maxRounds = 4;

/** Fewer `rounds` where the code is worked on afterwards and tidied again. */
export function tidy(drafted: readonly CodeBlock[], rounds = maxRounds): Routine {
  const all = drafted.map(({ step, code, exit }): Draft => ({ step, code, exit, reads: undefined }));
  // First what costs least: all that follows has fewer blocks to go through.
  const drafts = only(join(all, reachable(all)), all);
  let order: readonly number[] = [...drafts.keys()];
  let live: Live | undefined;
  for (let round = 0; round < rounds; round++) {
    const before = measure(drafts, order);
    live ??= liveAtEntry(drafts, order);
    // Where nothing new is known, the rest of the round has nothing to do either.
    if (!propagate(drafts, order, live) && round > 0) break;
    const left = reachable(drafts);
    const liveNow = liveAtEntry(drafts, left);
    dropDead(drafts, left, liveNow);
    order = join(drafts, order);
    if (measure(drafts, order) === before) break;
    // A test that went away can make a register dead that was not: what is known of it is then known in vain.
    live = liveNow;
  }
  return renumbered(drafts, order);
}

/** These blocks alone, in a list of their own. */
function only(order: readonly number[], all: readonly Draft[]): readonly Draft[] {
  const places = new Int32Array(all.length);
  order.forEach((index, place) => {
    places[index] = place;
  });
  return order.map((index) => {
    const draft = all[index]!;
    const exit = redirected(
      draft.exit,
      (value) => value,
      (target) => places[target]!,
    );
    return { ...draft, exit };
  });
}

/** Takes empty blocks out of the way and makes one block of what can only follow one upon the other. */
function join(drafts: readonly Draft[], order: readonly number[]): readonly number[] {
  const ends = new Map<number, number>();
  for (const index of order) straighten(drafts, drafts[index]!, ends);
  const left = reachable(drafts);
  mergeLines(drafts, left);
  return reachable(drafts);
}

function measure(drafts: readonly Draft[], order: readonly number[]): number {
  return order.reduce((sum, index) => sum + 1 + drafts[index]!.code.length, 0);
}

/** Goes past blocks that do nothing but jump on. `ends` keeps where they lead, for the others that lead there too. */
function straighten(drafts: readonly Draft[], draft: Draft, ends: Map<number, number>): void {
  if (draft.exit.kind !== 'goto' && draft.exit.kind !== 'branch') return;
  draft.exit = redirected(
    draft.exit,
    (value) => value,
    (target) => destination(drafts, target, ends),
  );
}

function destination(drafts: readonly Draft[], from: number, ends: Map<number, number>): number {
  const passed = new Set<number>();
  let at = from;
  for (;;) {
    const draft = drafts[at]!;
    // An empty loop is left as it is: it has to cost fuel where it stands.
    if (draft.step !== undefined || draft.code.length > 0 || draft.exit.kind !== 'goto' || passed.has(at))
      break;
    const known = ends.get(at);
    if (known !== undefined) {
      at = known;
      break;
    }
    passed.add(at);
    at = draft.exit.target;
  }
  for (const index of passed) ends.set(index, at);
  return at;
}

/** What a walk from the entry meets, in the order of the text. */
function reachable(drafts: readonly Draft[]): readonly number[] {
  const seen = new Uint8Array(drafts.length);
  const open = [0];
  seen[0] = 1;
  const meet = (target: number) => {
    if (seen[target] === 1) return;
    seen[target] = 1;
    open.push(target);
  };
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const { exit } = drafts[index]!;
    if (exit.kind === 'goto') meet(exit.target);
    else if (exit.kind === 'branch') {
      meet(exit.then);
      meet(exit.else);
    }
  }
  const order: number[] = [];
  for (let index = 0; index < seen.length; index++) if (seen[index] === 1) order.push(index);
  return order;
}

/** A block without a step that only one other runs into becomes part of that one. */
function mergeLines(drafts: readonly Draft[], order: readonly number[]): void {
  const entered = new Uint32Array(drafts.length);
  for (const index of order) for (const target of successors(drafts[index]!.exit)) entered[target]! += 1;
  for (const index of order) {
    const draft = drafts[index]!;
    let code: Instruction[] | undefined;
    while (draft.exit.kind === 'goto') {
      const { target } = draft.exit;
      const next = drafts[target]!;
      if (target === 0 || target === index || next.step !== undefined || entered[target] !== 1) break;
      code ??= [...draft.code];
      for (const instruction of next.code) code.push(instruction);
      draft.exit = next.exit;
    }
    if (code !== undefined) draft.code = code;
  }
}

function renumbered(drafts: readonly Draft[], order: readonly number[]): Routine {
  const blocks = new Map(order.map((index, position) => [index, position]));
  const registers = new Map<Register, Register>();
  const register = (index: Register): Register => {
    const known = registers.get(index) ?? registers.size;
    registers.set(index, known);
    return known;
  };
  const value = (old: Value): Value =>
    substituted(old, (index) => ({ kind: 'register', register: register(index) }));
  const made = order.map((index): CodeBlock => {
    const draft = drafts[index]!;
    const code = draft.code.map((old) => {
      const instruction = rewritten(old, value);
      const defined = definedBy(instruction);
      return defined === undefined ? instruction : { ...instruction, register: register(defined) };
    });
    return {
      step: draft.step,
      code,
      exit: redirected(draft.exit, value, (target) => blocks.get(target) ?? 0),
    };
  });
  return { registers: registers.size, blocks: made };
}
