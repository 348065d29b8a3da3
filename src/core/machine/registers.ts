// Which registers are alive where a task can stand, and which slot each of them gets.
//
// Promises: two registers that are alive at the same step have different colours; a register has one colour
// everywhere, so that nothing moves between slots. Registers alive at no step have none.

import type { CodeBlock, Register, Value } from '../language/lower/graph.ts';
import { definedBy, eachRegister, eachValue, valueOfExit } from '../language/lower/read-graph.ts';

export interface RegisterPlan {
  /** By register; -1 for one that is never alive at a step. */
  readonly colours: Int32Array;
  readonly colourCount: number;
  /** By block: the registers alive where it begins, ascending. */
  readonly alive: readonly (readonly Register[])[];
}

/** `ledger`: whether ledger instructions are carried out, so that what they read must live. */
export function planRegisters(
  registers: number,
  blocks: readonly CodeBlock[],
  ledger: boolean,
): RegisterPlan {
  const alive = liveness(registers, blocks, ledger);
  const { colours, colourCount } = colour(registers, blocks, alive);
  return { colours, colourCount, alive };
}

/**
 * Walks back from each use to its definitions, one register after the other: costs what the live ranges are long, and
 * the lists come out in order.
 */
function liveness(
  registers: number,
  blocks: readonly CodeBlock[],
  ledger: boolean,
): readonly (readonly Register[])[] {
  const { before, others } = waysInto(blocks);
  const uses: (number[] | undefined)[] = new Array(registers).fill(undefined);
  /** By register: the first block that sets it, plus one; and the others, of which most registers have none. */
  const definition = new Int32Array(registers);
  const definitions: (number[] | undefined)[] = new Array(registers).fill(undefined);
  /** By register: the block, plus one, in which it was seen last. */
  const used = new Int32Array(registers);
  const defined = new Int32Array(registers);

  blocks.forEach((block, index) => {
    const use = (register: Register) => {
      if (defined[register] === index + 1 || used[register] === index + 1) return;
      used[register] = index + 1;
      note(uses, register, index);
    };
    const read = (value: Value) => eachRegister(value, use);
    for (const instruction of block.code) {
      if (instruction.kind === 'ledger' && !ledger) continue;
      eachValue(instruction, read);
      const register = definedBy(instruction);
      if (register === undefined || defined[register] === index + 1) continue;
      defined[register] = index + 1;
      if (definition[register] === 0) definition[register] = index + 1;
      else note(definitions, register, index);
    }
    const value = valueOfExit(block.exit);
    if (value) eachRegister(value, use);
  });

  const alive: (Register[] | undefined)[] = new Array(blocks.length).fill(undefined);
  /** By block: the register, plus one, that was found alive there, or defined, last. */
  const seen = new Int32Array(blocks.length);
  const stop = new Int32Array(blocks.length);
  for (let register = 0; register < registers; register++) {
    const work = uses[register];
    if (work === undefined) continue;
    const first = definition[register] as number;
    if (first > 0) stop[first - 1] = register + 1;
    for (const block of definitions[register] ?? []) stop[block] = register + 1;
    for (let from = work.pop(); from !== undefined; from = work.pop()) {
      let block = from;
      while (seen[block] !== register + 1) {
        seen[block] = register + 1;
        note(alive, block, register);
        others[block]?.forEach((other) => {
          if (stop[other] !== register + 1) work.push(other);
        });
        const previous = before[block] as number;
        if (previous < 0 || stop[previous] === register + 1) break;
        block = previous;
      }
    }
  }
  return alive.map((list) => list ?? none);
}

const none: readonly Register[] = [];

/** By block: one that leads to it, -1 for none; and the others, of which most blocks have none. */
function waysInto(blocks: readonly CodeBlock[]) {
  const before = new Int32Array(blocks.length).fill(-1);
  const others: (number[] | undefined)[] = new Array(blocks.length).fill(undefined);
  const lead = (from: number, to: number) => {
    if (before[to] === -1) before[to] = from;
    else note(others, to, from);
  };
  for (let from = 0; from < blocks.length; from++) {
    const { exit } = blocks[from] as CodeBlock;
    if (exit.kind === 'goto') lead(from, exit.target);
    else if (exit.kind === 'branch') {
      lead(from, exit.then);
      if (exit.else !== exit.then) lead(from, exit.else);
    }
  }
  return { before, others };
}

function note(lists: (number[] | undefined)[], at: number, what: number): void {
  const list = lists[at];
  if (list === undefined) lists[at] = [what];
  else list.push(what);
}

/** The first colour that is free at all steps where the register is alive, in the order of registers. */
function colour(
  registers: number,
  blocks: readonly CodeBlock[],
  alive: readonly (readonly Register[])[],
): { colours: Int32Array; colourCount: number } {
  const stepsOf: (number[] | undefined)[] = new Array(registers).fill(undefined);
  blocks.forEach((block, index) => {
    if (!block.step) return;
    for (const register of alive[index] ?? []) {
      const steps = stepsOf[register];
      if (steps) steps.push(index);
      else stepsOf[register] = [index];
    }
  });
  const colours = new Int32Array(registers).fill(-1);
  /** By 32 colours, then by block: one bit for each that is taken. */
  const taken: Int32Array[] = [];
  let colourCount = 0;
  stepsOf.forEach((steps, register) => {
    if (steps === undefined) return;
    for (let word = 0; colours[register] === -1; word++) {
      const bits = taken[word] ?? new Int32Array(blocks.length);
      taken[word] = bits;
      let here = 0;
      for (const step of steps) here |= bits[step] as number;
      if (here === -1) continue;
      const free = 31 - Math.clz32(~here & (here + 1));
      for (const step of steps) bits[step] = (bits[step] as number) | (1 << free);
      colours[register] = 32 * word + free;
    }
    colourCount = Math.max(colourCount, (colours[register] as number) + 1);
  });
  return { colours, colourCount };
}
