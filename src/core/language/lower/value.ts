// Makes private values, folded as far as constants go: what is known here costs no step function later.
//
// Promises: 32-bit two's complement throughout; shift counts are taken modulo 32; `/` and `%` by zero give 0.
// Does not: look into registers. A value is a tree over registers that somebody else keeps unchanged.

import type { BinaryOp } from '../check/program.ts';
import type { CType } from '../types/c-type.ts';
import type { Register, Value } from './graph.ts';

export type UnaryValueOp = (Value & { readonly kind: 'unary' })['op'];
export type BinaryValueOp = (Value & { readonly kind: 'binary' })['op'];

type Constant = Value & { readonly kind: 'const' };

export const zero: Constant = { kind: 'const', value: 0 };
export const one: Constant = { kind: 'const', value: 1 };

export function constant(value: number): Constant {
  return { kind: 'const', value: value | 0 };
}

export function register(index: Register): Value & { readonly kind: 'register' } {
  return { kind: 'register', register: index };
}

export function isConstant(value: Value): value is Constant {
  return value.kind === 'const';
}

export function unary(op: UnaryValueOp, operand: Value): Value {
  if (operand.kind === 'const') return constant(evaluateUnary(op, operand.value));
  if (op === '!') return negated(operand);
  if (op === 'bool') return truth(operand);
  // A narrowing of what is already that narrow changes nothing.
  if (operand.kind === 'unary' && operand.op === op && op !== '-' && op !== '~') return operand;
  return { kind: 'unary', op, operand };
}

export function binary(op: BinaryValueOp, left: Value, right: Value): Value {
  if (left.kind === 'const' && right.kind === 'const') {
    return constant(evaluateBinary(op, left.value, right.value));
  }
  if (right.kind === 'const') return withConstant(op, left, right);
  if (left.kind === 'const' && commutative.has(op)) return withConstant(op, right, left);
  return { kind: 'binary', op, left, right };
}

/** A constant, a register, or a register plus a constant: no smaller than what it is made of. */
export function isShort(value: Value): boolean {
  if (value.kind === 'const' || value.kind === 'register') return true;
  if (value.kind !== 'binary' || value.op !== '+') return false;
  return value.left.kind === 'register' && value.right.kind === 'const';
}

/** 1 where the value is not zero, else 0. */
export function truth(value: Value): Value {
  if (isBoolean(value)) return value;
  return binary('!=', value, zero);
}

/** 1 where the value is zero, else 0. */
export function negated(value: Value): Value {
  return flipped(value) ?? binary('==', value, zero);
}

/** `yes` where test (0 or 1) is 1, else `no`; without a branch. */
export function select(test: Value, yes: Value, no: Value): Value {
  const mask = unary('-', truth(test));
  return binary('^', no, binary('&', binary('^', no, yes), mask));
}

/** What a value becomes when it is stored in a place of this type. */
export function fitted(value: Value, type: CType): Value {
  if (type.kind !== 'integer') return value;
  if (type.bool) return truth(value);
  if (type.size === 1) return unary(type.signed ? 'sign8' : 'zero8', value);
  if (type.size === 2) return unary(type.signed ? 'sign16' : 'zero16', value);
  return value;
}

export function operator(op: BinaryOp, unsigned: boolean): BinaryValueOp {
  if (!unsigned) return op;
  return unsignedOperators[op] ?? op;
}

const commutative: ReadonlySet<BinaryValueOp> = new Set(['+', '*', '&', '|', '^', '==', '!=']);

const opposites: Partial<Record<BinaryValueOp, BinaryValueOp>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '<u': '>=u',
  '>=u': '<u',
  '>u': '<=u',
  '<=u': '>u',
};

const unsignedOperators: Partial<Record<BinaryOp, BinaryValueOp>> = {
  '/': '/u',
  '%': '%u',
  '>>': '>>>',
  '<': '<u',
  '<=': '<=u',
  '>': '>u',
  '>=': '>=u',
};

function isBoolean(value: Value): boolean {
  switch (value.kind) {
    case 'const':
      return value.value === 0 || value.value === 1;
    case 'binary':
      if (value.op === '&' || value.op === '|') return isBoolean(value.left) && isBoolean(value.right);
      return opposites[value.op] !== undefined;
    case 'unary':
      return value.op === '!' || value.op === 'bool';
    case 'valid':
      return true;
    case 'register':
      return false;
  }
}

function withConstant(op: BinaryValueOp, left: Value, constantRight: Constant): Value {
  const right = constantRight.value;
  if (right === 0) {
    if (op === '+' || op === '-' || op === '|' || op === '^') return left;
    if (op === '<<' || op === '>>' || op === '>>>') return left;
    if (op === '&' || op === '*') return zero;
    if (op === '!=' && isBoolean(left)) return left;
    if (op === '==' && isBoolean(left))
      return flipped(left) ?? { kind: 'binary', op, left, right: constantRight };
  }
  if (right === 1 && (op === '*' || op === '/' || op === '/u')) return left;
  if (right === -1 && op === '&') return left;
  if (op === '-') return binary('+', left, constant(-right));
  if (op === '+' && left.kind === 'binary' && left.op === '+' && left.right.kind === 'const') {
    return binary('+', left.left, constant(left.right.value + right));
  }
  return { kind: 'binary', op, left, right: constantRight };
}

/** The opposite of a comparison; undefined of other values. */
function flipped(value: Value): Value | undefined {
  if (value.kind !== 'binary') return undefined;
  const opposite = opposites[value.op];
  return opposite === undefined
    ? undefined
    : { kind: 'binary', op: opposite, left: value.left, right: value.right };
}

export function evaluateUnary(op: UnaryValueOp, x: number): number {
  switch (op) {
    case '-':
      return -x | 0;
    case '~':
      return ~x;
    case '!':
      return x === 0 ? 1 : 0;
    case 'bool':
      return x === 0 ? 0 : 1;
    case 'sign8':
      return (x << 24) >> 24;
    case 'sign16':
      return (x << 16) >> 16;
    case 'zero8':
      return x & 0xff;
    case 'zero16':
      return x & 0xffff;
  }
}

export function evaluateBinary(op: BinaryValueOp, a: number, b: number): number {
  const ua = a >>> 0;
  const ub = b >>> 0;
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return Math.imul(a, b);
    case '/':
      return b === 0 ? 0 : a / b;
    case '%':
      return b === 0 ? 0 : a % b;
    case '/u':
      return b === 0 ? 0 : Math.floor(ua / ub);
    case '%u':
      return b === 0 ? 0 : ua % ub;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '<u':
      return Number(ua < ub);
    case '<=u':
      return Number(ua <= ub);
    case '>u':
      return Number(ua > ub);
    case '>=u':
      return Number(ua >= ub);
  }
}
