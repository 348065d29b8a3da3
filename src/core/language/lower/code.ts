// Rewrites instructions and exits, for the passes that make a graph small.

import type { CodeBlock, Exit, Instruction, Register, Value } from './graph.ts';
import { binary, unary } from './value.ts';

/** A block while it is being worked on. */
export interface Draft {
  readonly step: CodeBlock['step'];
  code: readonly Instruction[];
  exit: Exit;
}

/** A routine while it is being worked on. */
export interface Drafted {
  readonly registers: number;
  readonly blocks: readonly Draft[];
}

/** The value with other values in place of its registers, folded anew; itself where nothing changes. */
export function substituted(value: Value, by: (register: Register) => Value | undefined): Value {
  switch (value.kind) {
    case 'const':
      return value;
    case 'register':
      return by(value.register) ?? value;
    case 'unary': {
      const operand = substituted(value.operand, by);
      return operand === value.operand ? value : unary(value.op, operand);
    }
    case 'binary': {
      const left = substituted(value.left, by);
      const right = substituted(value.right, by);
      return left === value.left && right === value.right ? value : binary(value.op, left, right);
    }
    case 'valid': {
      const address = substituted(value.address, by);
      return address === value.address ? value : { ...value, address };
    }
  }
}

/** The instruction with each of its values rewritten; the register that it sets stays. Itself where nothing changes. */
export function rewritten(instruction: Instruction, change: (value: Value) => Value): Instruction {
  switch (instruction.kind) {
    case 'set': {
      const value = change(instruction.value);
      return value === instruction.value ? instruction : { ...instruction, value };
    }
    case 'load': {
      const address = change(instruction.address);
      return address === instruction.address ? instruction : { ...instruction, address };
    }
    case 'store':
    case 'rmw': {
      const address = change(instruction.address);
      const value = change(instruction.value);
      const same = address === instruction.address && value === instruction.value;
      return same ? instruction : { ...instruction, address, value };
    }
    case 'guard':
    case 'prune':
    case 'check': {
      const test = change(instruction.test);
      return test === instruction.test ? instruction : { ...instruction, test };
    }
    case 'ledger': {
      const page = change(instruction.page);
      const holder = change(instruction.holder);
      const delta = change(instruction.delta);
      const same = page === instruction.page && holder === instruction.holder && delta === instruction.delta;
      return same ? instruction : { ...instruction, page, holder, delta };
    }
    case 'choose':
    case 'fence':
    case 'cpu-control':
      return instruction;
  }
}

/** New names of registers. */
export interface Names {
  readonly register: (old: Register) => Naming;
  /** The value with its registers named anew. */
  readonly value: (old: Value) => Value;
}

/** A register where it is read. */
export type Naming = Value & { readonly kind: 'register' };

/** The instruction with its registers named anew: what is read before what is set. */
export function renamed(instruction: Instruction, names: Names): Instruction {
  switch (instruction.kind) {
    case 'set': {
      const value = names.value(instruction.value);
      return { kind: 'set', register: names.register(instruction.register).register, value };
    }
    case 'load': {
      const address = names.value(instruction.address);
      return { ...instruction, register: names.register(instruction.register).register, address };
    }
    case 'choose':
      return { ...instruction, register: names.register(instruction.register).register };
    default:
      return rewritten(instruction, names.value);
  }
}

/** The exit with its value and its targets rewritten; a test that has become known is a jump. */
export function redirected(
  exit: Exit,
  change: (value: Value) => Value,
  move: (target: number) => number,
): Exit {
  switch (exit.kind) {
    case 'goto':
      return { kind: 'goto', target: move(exit.target) };
    case 'branch': {
      const test = change(exit.test);
      const then = move(exit.then);
      const otherwise = move(exit.else);
      if (test.kind === 'const') return { kind: 'goto', target: test.value !== 0 ? then : otherwise };
      if (then === otherwise) return { kind: 'goto', target: then };
      return { kind: 'branch', test, then, else: otherwise };
    }
    case 'return':
      return { kind: 'return', value: change(exit.value) };
    case 'end':
      return exit;
  }
}
