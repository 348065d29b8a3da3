// Which registers are alive where a task can stand, and which slot each of them gets.
//
// Promises: two registers that are alive at the same step have different colours; a register has one colour
// everywhere, so that nothing moves between slots. Registers alive at no step have none.

import type { CodeBlock, Register } from '../language/lower/graph.ts';
import {
  definedBy,
  eachRegister,
  predecessors,
  valueOfExit,
  valuesIn,
} from '../language/lower/read-graph.ts';

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
  const alive = liveness(blocks, ledger);
  const { colours, colourCount } = colour(registers, blocks, alive);
  return { colours, colourCount, alive };
}

/** Walks back from each use to its definitions; costs what the live ranges are long. */
function liveness(blocks: readonly CodeBlock[], ledger: boolean): readonly (readonly Register[])[] {
  const before = predecessors(blocks);
  const defines = blocks.map(() => new Set<Register>());
  const alive = blocks.map(() => new Set<Register>());
  const work: { block: number; register: Register }[] = [];

  blocks.forEach((block, index) => {
    const defined = defines[index] as Set<Register>;
    const use = (register: Register) => {
      if (!defined.has(register)) work.push({ block: index, register });
    };
    for (const instruction of block.code) {
      if (instruction.kind === 'ledger' && !ledger) continue;
      for (const value of valuesIn(instruction)) eachRegister(value, use);
      const register = definedBy(instruction);
      if (register !== undefined) defined.add(register);
    }
    const value = valueOfExit(block.exit);
    if (value) eachRegister(value, use);
  });

  for (let item = work.pop(); item; item = work.pop()) {
    const { block, register } = item;
    const here = alive[block];
    if (!here || here.has(register)) continue;
    here.add(register);
    for (const previous of before[block] ?? []) {
      if (!defines[previous]?.has(register)) work.push({ block: previous, register });
    }
  }
  return alive.map((set) => [...set].sort((a, b) => a - b));
}

function colour(
  registers: number,
  blocks: readonly CodeBlock[],
  alive: readonly (readonly Register[])[],
): { colours: Int32Array; colourCount: number } {
  const stepsOf = new Map<Register, number[]>();
  blocks.forEach((block, index) => {
    if (!block.step) return;
    for (const register of alive[index] ?? []) {
      const steps = stepsOf.get(register);
      if (steps) steps.push(index);
      else stepsOf.set(register, [index]);
    }
  });
  const colours = new Int32Array(registers).fill(-1);
  const taken = blocks.map(() => new Set<number>());
  let colourCount = 0;
  for (const [register, steps] of [...stepsOf].sort((a, b) => a[0] - b[0])) {
    let chosen = 0;
    while (steps.some((step) => taken[step]?.has(chosen))) chosen += 1;
    for (const step of steps) taken[step]?.add(chosen);
    colours[register] = chosen;
    colourCount = Math.max(colourCount, chosen + 1);
  }
  return { colours, colourCount };
}
