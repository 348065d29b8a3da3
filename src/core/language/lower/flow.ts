// What flows forwards along a graph: which registers are known to equal a constant or another register. Both go where
// they are used, and branches on what is known are jumps then.
//
// Promises: loads, stores, checks and choices stay, in their order. A way that no known test takes spoils nothing, also
// around a loop; what is written is already known as far as one pass over the text can know it (blocks.ts).

import { type Draft, redirected, rewritten, substituted } from './code.ts';
import type { Exit, Instruction, Register, Value } from './graph.ts';
import { Knowledge, type Known } from './known.ts';
import { definedBy } from './read-graph.ts';

/** Of a program for which this is not enough, nothing more becomes known than there is already. */
const maxSweeps = 64;

/**
 * Blocks are indexed by number; `order` lists the reachable ones, entry first. `about`: what more can be known than there
 * is already begins with these registers; with any where it is not given. False where nothing changes.
 */
export function propagate(
  drafts: readonly Draft[],
  order: readonly number[],
  about?: ReadonlySet<Register>,
): boolean {
  const now = new Knowledge(about && madeOf(about, drafts, order));
  const known = knownAtEntry(drafts, order, now);
  if (known === undefined) return false;
  const change = (value: Value): Value => substituted(value, now.get);
  let changed = false;
  for (const index of order) {
    const draft = drafts[index] as Draft;
    // No way leads there, as the exits that are rewritten here will say.
    if (known.reached[index] === 0) continue;
    now.goTo(known.entry[index]);
    let code: Instruction[] | undefined;
    for (let at = 0; at < draft.code.length; at++) {
      const instruction = draft.code[at] as Instruction;
      const better = rewritten(instruction, change);
      if (better !== instruction) {
        code ??= [...draft.code];
        code[at] = better;
      }
      learn(now, better);
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

/** These registers and all that are computed from them. */
function madeOf(
  about: ReadonlySet<Register>,
  drafts: readonly Draft[],
  order: readonly number[],
): ReadonlySet<Register> {
  const found = new Set(about);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const index of order) {
      for (const instruction of (drafts[index] as Draft).code) {
        if (instruction.kind !== 'set' || found.has(instruction.register)) continue;
        if (readsOne(instruction.value, found)) found.add(instruction.register);
      }
    }
  }
  return found;
}

function readsOne(value: Value, registers: ReadonlySet<Register>): boolean {
  switch (value.kind) {
    case 'const':
      return false;
    case 'register':
      return registers.has(value.register);
    case 'unary':
      return readsOne(value.operand, registers);
    case 'binary':
      return readsOne(value.left, registers) || readsOne(value.right, registers);
    case 'valid':
      return readsOne(value.address, registers);
  }
}

/** Takes in an instruction whose values are already rewritten. */
function learn(now: Knowledge, instruction: Instruction): void {
  if (instruction.kind === 'set') now.learn(instruction.register, instruction.value);
  else {
    const defined = definedBy(instruction);
    if (defined !== undefined) now.learn(defined);
  }
}

function sameExit(left: Exit, right: Exit): boolean {
  if (left.kind === 'branch') return right.kind === 'branch' && left.test === right.test;
  return left.kind === 'return' && right.kind === 'return' && left.value === right.value;
}

interface KnownAtEntry {
  /** By block: 1 where control can come, as far as tests are known. */
  readonly reached: Uint8Array;
  readonly entry: readonly Known[];
}

function knownAtEntry(
  drafts: readonly Draft[],
  order: readonly number[],
  now: Knowledge,
): KnownAtEntry | undefined {
  const entry: Known[] = new Array(drafts.length).fill(undefined);
  const reached = new Uint8Array(drafts.length);
  const waiting = new Uint8Array(drafts.length);
  reached[0] = 1;
  waiting[0] = 1;
  let left = 1;
  const arrive = (target: number) => {
    const before = entry[target];
    const after = reached[target] === 1 ? now.meet(before, now.here) : now.here;
    if (reached[target] === 1 && after === before) return;
    reached[target] = 1;
    entry[target] = after;
    if (waiting[target] === 1) return;
    waiting[target] = 1;
    left += 1;
  };
  // In the order of the text, so that a join is met when all but its back edges are known.
  for (let sweep = 0; left > 0; sweep++) {
    if (sweep === maxSweeps) return undefined;
    for (const index of order) {
      if (waiting[index] === 0) continue;
      waiting[index] = 0;
      left -= 1;
      const { code, exit } = drafts[index] as Draft;
      now.goTo(entry[index]);
      for (const instruction of code) {
        if (instruction.kind === 'set')
          now.learn(instruction.register, substituted(instruction.value, now.get));
        else learn(now, instruction);
      }
      if (exit.kind === 'goto') arrive(exit.target);
      else if (exit.kind === 'branch') {
        const test = substituted(exit.test, now.get);
        const { here } = now;
        if (test.kind !== 'const' || test.value !== 0) arrive(exit.then);
        now.goTo(here);
        if (test.kind !== 'const' || test.value === 0) arrive(exit.else);
      }
    }
  }
  return { reached, entry };
}
