// Small questions about a graph: which blocks follow, which registers an instruction or an exit reads and sets.

import { assertNever } from '../../base/assert.ts';
import type { CodeBlock, Exit, Instruction, Register, Value } from './graph.ts';

/** Blocks that control can go on to; none after `end` and `return`. */
export function successors(exit: Exit): readonly number[] {
  switch (exit.kind) {
    case 'goto':
      return [exit.target];
    case 'branch':
      return exit.then === exit.else ? [exit.then] : [exit.then, exit.else];
    case 'end':
    case 'return':
      return [];
    default:
      return assertNever(exit);
  }
}

export function eachRegister(value: Value, visit: (register: Register) => void): void {
  switch (value.kind) {
    case 'const':
      return;
    case 'register':
      visit(value.register);
      return;
    case 'unary':
      eachRegister(value.operand, visit);
      return;
    case 'binary':
      eachRegister(value.left, visit);
      eachRegister(value.right, visit);
      return;
    case 'valid':
      eachRegister(value.address, visit);
      return;
    default:
      assertNever(value);
  }
}

/** Values that an instruction reads, in order. */
export function valuesIn(instruction: Instruction): readonly Value[] {
  switch (instruction.kind) {
    case 'set':
      return [instruction.value];
    case 'load':
      return [instruction.address];
    case 'store':
    case 'rmw':
      return [instruction.address, instruction.value];
    case 'guard':
    case 'prune':
    case 'check':
      return [instruction.test];
    case 'ledger':
      return [instruction.page, instruction.holder, instruction.delta];
    case 'choose':
    case 'fence':
    case 'cpu-control':
      return [];
    default:
      return assertNever(instruction);
  }
}

/** The same, without a list. */
export function eachValue(instruction: Instruction, visit: (value: Value) => void): void {
  switch (instruction.kind) {
    case 'set':
      visit(instruction.value);
      return;
    case 'load':
      visit(instruction.address);
      return;
    case 'store':
    case 'rmw':
      visit(instruction.address);
      visit(instruction.value);
      return;
    case 'guard':
    case 'prune':
    case 'check':
      visit(instruction.test);
      return;
    case 'ledger':
      visit(instruction.page);
      visit(instruction.holder);
      visit(instruction.delta);
      return;
    case 'choose':
    case 'fence':
    case 'cpu-control':
      return;
    default:
      assertNever(instruction);
  }
}

/** The register that an instruction sets, if it sets one. */
export function definedBy(instruction: Instruction): Register | undefined {
  switch (instruction.kind) {
    case 'set':
    case 'load':
    case 'choose':
      return instruction.register;
    default:
      return undefined;
  }
}

export function valueOfExit(exit: Exit): Value | undefined {
  if (exit.kind === 'branch') return exit.test;
  return exit.kind === 'return' ? exit.value : undefined;
}

export interface WantedLock {
  readonly load: Instruction & { readonly kind: 'load' };
  /** What comes before it in the step. */
  readonly before: readonly Instruction[];
}

/** The lock that a step waits for; undefined where it is no lock operation, or writes before it looks at the lock. */
export function wantedLock({ step, code }: CodeBlock): WantedLock | undefined {
  if (step?.operation !== 'lock' && step?.operation !== 'atomic') return undefined;
  const at = code.findIndex((instruction) => instruction.kind === 'load' && instruction.access === 'lock');
  const load = code[at];
  const before = code.slice(0, Math.max(0, at));
  if (load?.kind !== 'load' || before.some(({ kind }) => kind === 'store' || kind === 'rmw'))
    return undefined;
  return { load, before };
}
