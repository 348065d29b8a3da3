// Makes a drafted graph small: constants and copies where they are used, nothing that is unreachable or that nobody
// reads, straight lines in one block, no empty blocks on the way; blocks and registers numbered in the text's order.
//
// Promises: the same steps in the same order, the same effects in each. Block 0 stays the entry and begins no step.

import {
  type Draft,
  type Drafted,
  type Names,
  type Naming,
  redirected,
  renamed,
  substituted,
} from './code.ts';
import { propagate } from './flow.ts';
import type { CodeBlock, Exit, Instruction, Register, Routine, Value } from './graph.ts';
import { dropUnneeded } from './needed.ts';
import { eachRegister } from './read-graph.ts';

/** A test that went away can make values dead that were not; more than a few rounds are never worth it. */
const maxRounds = 4;

export interface TidyOptions {
  /** None leaves the code as it is. */
  readonly rounds?: number;
  /** Of other registers, everything that can be known is in the code already; undefined where that is not so. */
  readonly doubts?: ReadonlySet<Register> | undefined;
}

/** What is drafted is worked on where it is. */
export function tidy(
  { registers, blocks: drafts }: Drafted,
  { rounds = maxRounds, doubts }: TidyOptions = {},
): Routine {
  // What blocks.ts wrote is joined already.
  let order = doubts === undefined ? join(drafts, reachable(drafts), []) : drafts.map((_, index) => index);
  if (rounds > 0 && doubts?.size !== 0 && propagate(drafts, order, doubts)) {
    order = reachable(drafts);
    // With a way less there may be more to know of the others.
    if (doubts !== undefined && propagate(drafts, order)) order = reachable(drafts);
  }
  for (let round = 0; round < rounds; round++) {
    dropUnneeded(drafts, order, registers);
    const dropped: Value[] = [];
    order = join(drafts, order, dropped);
    if (!computed(dropped, drafts, order)) break;
  }
  return renumbered(drafts, order, registers);
}

/** Something is computed for one of these values, and perhaps for nothing else. */
function computed(values: readonly Value[], drafts: readonly Draft[], order: readonly number[]): boolean {
  const registers = new Set<Register>();
  for (const value of values) eachRegister(value, (register) => registers.add(register));
  if (registers.size === 0) return false;
  for (let position = 0; position < order.length; position++) {
    const { code } = drafts[order[position] as number] as Draft;
    for (let at = 0; at < code.length; at++) {
      const instruction = code[at] as Instruction;
      if (instruction.kind === 'set' && registers.has(instruction.register)) return true;
    }
  }
  return false;
}

/**
 * Takes empty blocks out of the way and makes one block of what can only follow one upon the other. `dropped` is given the
 * tests that made no difference.
 */
function join(drafts: readonly Draft[], order: readonly number[], dropped: Value[]): readonly number[] {
  for (let position = 0; position < order.length; position++)
    straighten(drafts, drafts[order[position] as number] as Draft, dropped);
  return mergeLines(drafts, reachable(drafts));
}

/** Goes past blocks that do nothing but jump on. */
function straighten(drafts: readonly Draft[], draft: Draft, dropped: Value[]): void {
  const { exit } = draft;
  if (exit.kind === 'goto') {
    const target = destination(drafts, exit.target);
    if (target !== exit.target) draft.exit = { kind: 'goto', target };
  } else if (exit.kind === 'branch') {
    const then = destination(drafts, exit.then);
    const otherwise = destination(drafts, exit.else);
    if (then === otherwise) {
      dropped.push(exit.test);
      draft.exit = { kind: 'goto', target: then };
    } else if (then !== exit.then || otherwise !== exit.else)
      draft.exit = { kind: 'branch', test: exit.test, then, else: otherwise };
  }
}

/** An empty loop is left as it is: it has to cost fuel where it stands. */
function destination(drafts: readonly Draft[], from: number): number {
  let at = from;
  let passed: Set<number> | undefined;
  for (;;) {
    const { step, code, exit } = drafts[at] as Draft;
    if (step !== undefined || code.length > 0 || exit.kind !== 'goto' || passed?.has(at) === true) break;
    passed ??= new Set();
    passed.add(at);
    at = exit.target;
  }
  // For the others that lead there too.
  if (passed !== undefined && passed.size > 1) {
    const exit: Exit = { kind: 'goto', target: at };
    for (const index of passed) if (index !== at) (drafts[index] as Draft).exit = exit;
  }
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
    const { exit } = drafts[index] as Draft;
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

/** A block without a step that only one other runs into becomes part of that one. Gives the blocks that are left. */
function mergeLines(drafts: readonly Draft[], order: readonly number[]): readonly number[] {
  const entered = new Uint32Array(drafts.length);
  for (let position = 0; position < order.length; position++) {
    const { exit } = drafts[order[position] as number] as Draft;
    if (exit.kind === 'goto') entered[exit.target]! += 1;
    else if (exit.kind === 'branch') {
      entered[exit.then]! += 1;
      if (exit.else !== exit.then) entered[exit.else]! += 1;
    }
  }
  const gone = new Set<number>();
  for (let position = 0; position < order.length; position++) {
    const index = order[position] as number;
    const draft = drafts[index] as Draft;
    let code: Instruction[] | undefined;
    while (draft.exit.kind === 'goto') {
      const { target } = draft.exit;
      const next = drafts[target] as Draft;
      if (target === 0 || target === index || next.step !== undefined || entered[target] !== 1) break;
      code ??= [...draft.code];
      for (const instruction of next.code) code.push(instruction);
      draft.exit = next.exit;
      gone.add(target);
    }
    if (code !== undefined) draft.code = code;
  }
  return gone.size === 0 ? order : order.filter((index) => !gone.has(index));
}

function renumbered(drafts: readonly Draft[], order: readonly number[], registers: number): Routine {
  const blocks = new Int32Array(drafts.length);
  for (let position = 0; position < order.length; position++) blocks[order[position] as number] = position;
  let named = 0;
  /** By the old register: the new one, as all its readers name it. */
  const namings: (Naming | undefined)[] = new Array(registers).fill(undefined);
  const register = (index: Register): Naming => {
    const known = namings[index] ?? { kind: 'register', register: named++ };
    namings[index] = known;
    return known;
  };
  const value = (old: Value): Value => substituted(old, register);
  const block = (target: number): number => blocks[target] as number;
  const names: Names = { register, value };
  const made = order.map((index): CodeBlock => {
    const { step, code, exit } = drafts[index] as Draft;
    return {
      step,
      code: code.map((instruction) => renamed(instruction, names)),
      exit: redirected(exit, value, block),
    };
  });
  return { registers: named, blocks: made };
}
