// Turns the locals of boot code that live in memory into registers, where every access names its address outright.
//
// Why: `PAGE(…)` fills a `struct page_setup` per page before the first step; kept as words, those would be part of
// every state for ever. Does not touch an object whose address is stored, computed with, or read in parts.

import type { CodeBlock, Instruction, Register, Value } from './graph.ts';
import { eachValue } from './read-graph.ts';
import { register } from './value.ts';

export interface BootObject {
  readonly address: number;
  readonly size: number;
}

export interface Promoted {
  readonly blocks: readonly CodeBlock[];
  /** Objects that need no words any more. */
  readonly gone: ReadonlySet<BootObject>;
}

export function promoteBootLocals(
  blocks: readonly CodeBlock[],
  objects: readonly BootObject[],
  newRegister: () => Register,
): Promoted {
  const escaped = new Set<BootObject>();
  const lowest = objects[0]?.address ?? 0;
  // Most constants are small, and no address of a local.
  const owner = (address: number): BootObject | undefined =>
    address < lowest
      ? undefined
      : objects.find(
          (object) => address >= object.address && address < object.address + Math.max(object.size, 1),
        );
  const noteEscapes = (value: Value): void =>
    eachConstant(value, (address) => {
      const object = owner(address);
      if (object !== undefined) escaped.add(object);
    });
  for (const { code, exit } of blocks) {
    for (const instruction of code) {
      if (directAddress(instruction) === undefined) eachValue(instruction, noteEscapes);
      else if (instruction.kind === 'store') noteEscapes(instruction.value);
    }
    if (exit.kind === 'branch') noteEscapes(exit.test);
  }
  const gone = new Set(objects.filter((object) => !escaped.has(object)));
  const registers = new Map<number, Register>();
  const registerFor = (instruction: Instruction): Register | undefined => {
    const address = directAddress(instruction);
    const object = address === undefined ? undefined : owner(address);
    if (address === undefined || object === undefined || !gone.has(object)) return undefined;
    const known = registers.get(address) ?? newRegister();
    registers.set(address, known);
    return known;
  };
  return {
    gone,
    blocks: blocks.map(({ step, code, exit }) => ({
      step,
      code: code.map((instruction) => {
        const word = registerFor(instruction);
        return word === undefined ? instruction : replaced(instruction, word);
      }),
      exit,
    })),
  };
}

/** The constant address of a whole-word access. */
function directAddress(instruction: Instruction): number | undefined {
  if (instruction.kind !== 'load' && instruction.kind !== 'store') return undefined;
  if (instruction.address.kind !== 'const' || instruction.size < 4) return undefined;
  return instruction.address.value;
}

function replaced(instruction: Instruction, word: Register): Instruction {
  if (instruction.kind === 'load')
    return { kind: 'set', register: instruction.register, value: register(word) };
  if (instruction.kind === 'store') return { kind: 'set', register: word, value: instruction.value };
  return instruction;
}

function eachConstant(value: Value, visit: (constant: number) => void): void {
  switch (value.kind) {
    case 'const':
      visit(value.value);
      return;
    case 'register':
      return;
    case 'unary':
      eachConstant(value.operand, visit);
      return;
    case 'binary':
      eachConstant(value.left, visit);
      eachConstant(value.right, visit);
      return;
    case 'valid':
      eachConstant(value.address, visit);
      return;
  }
}
