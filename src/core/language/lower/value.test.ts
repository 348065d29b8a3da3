// Folding must not change what a value is: the folded tree and the plain one agree for every value of the registers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substituted } from './code.ts';
import type { Value } from './graph.ts';
import { binaryOps, unaryOps } from './operators.fixture.ts';
import { eachRegister } from './read-graph.ts';
import {
  type BinaryValueOp,
  binary,
  constant,
  fitted,
  negated,
  register,
  select,
  truth,
  unary,
} from './value.ts';

const number = fc.oneof(fc.constantFrom(0, 1, -1, 2, 31, 255, 256, -2147483648, 2147483647), fc.integer());

const { tree } = fc.letrec<{ tree: Value; leaf: Value }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    tie('leaf'),
    fc.record({
      kind: fc.constant('unary' as const),
      op: fc.constantFrom(...unaryOps),
      operand: tie('tree'),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      op: fc.constantFrom(...binaryOps),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
  leaf: fc.oneof(number.map(constant), fc.nat(2).map(register)),
}));

/** The definition, without any cleverness, over 64-bit numbers. */
function evaluate(value: Value, registers: readonly number[]): number {
  switch (value.kind) {
    case 'const':
      return value.value;
    case 'register':
      return registers[value.register] ?? 0;
    case 'valid':
      return 0;
    case 'unary': {
      const x = BigInt(evaluate(value.operand, registers));
      const by = { '-': -x, '~': ~x, '!': x === 0n ? 1n : 0n, bool: x === 0n ? 0n : 1n };
      if (value.op === 'sign8') return Number(BigInt.asIntN(8, x));
      if (value.op === 'sign16') return Number(BigInt.asIntN(16, x));
      if (value.op === 'zero8') return Number(BigInt.asUintN(8, x));
      if (value.op === 'zero16') return Number(BigInt.asUintN(16, x));
      return Number(BigInt.asIntN(32, by[value.op]));
    }
    case 'binary':
      return Number(
        BigInt.asIntN(
          32,
          compute(value.op, evaluate(value.left, registers), evaluate(value.right, registers)),
        ),
      );
  }
}

function compute(op: BinaryValueOp, left: number, right: number): bigint {
  const unsigned = op.endsWith('u');
  const widen = (x: number): bigint => (unsigned ? BigInt.asUintN(32, BigInt(x)) : BigInt(x));
  const [a, b] = [widen(left), widen(right)];
  const shift = BigInt.asUintN(5, BigInt(right));
  switch (op.replace('u', '')) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0n ? 0n : a / b;
    case '%':
      return b === 0n ? 0n : a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << shift;
    case '>>':
      return a >> shift;
    case '>>>':
      return BigInt.asUintN(32, a) >> shift;
    case '==':
      return a === b ? 1n : 0n;
    case '!=':
      return a !== b ? 1n : 0n;
    case '<':
      return a < b ? 1n : 0n;
    case '<=':
      return a <= b ? 1n : 0n;
    case '>':
      return a > b ? 1n : 0n;
    default:
      return a >= b ? 1n : 0n;
  }
}

const three = fc.tuple(number, number, number);

test('a folded value is the value', () => {
  fc.assert(
    fc.property(tree, three, (value, registers) => {
      expect(
        evaluate(
          substituted(value, () => undefined),
          registers,
        ),
      ).toBe(evaluate(value, registers));
    }),
  );
});

test('with every register known, folding leaves none', () => {
  fc.assert(
    fc.property(tree, three, (value, registers) => {
      const known = substituted(value, (index) => constant(registers[index] ?? 0));
      eachRegister(known, (index) => expect.unreachable(`register ${index} is left`));
      expect(evaluate(known, [])).toBe(evaluate(value, registers));
    }),
  );
});

test('truth, negation and choice say 0 or 1, and choose', () => {
  fc.assert(
    fc.property(tree, tree, tree, three, (test, yes, no, registers) => {
      const holds = evaluate(test, registers) !== 0;
      expect(evaluate(truth(test), registers)).toBe(holds ? 1 : 0);
      expect(evaluate(negated(test), registers)).toBe(holds ? 0 : 1);
      expect(evaluate(select(test, yes, no), registers)).toBe(evaluate(holds ? yes : no, registers));
    }),
  );
});

test('a value fits the place that it is stored in', () => {
  const r = register(0);
  expect(fitted(r, { kind: 'integer', name: 'u8', size: 1, signed: false, bool: false })).toEqual(
    unary('zero8', r),
  );
  expect(fitted(r, { kind: 'integer', name: 'bool', size: 1, signed: false, bool: true })).toEqual(
    binary('!=', r, constant(0)),
  );
  expect(fitted(r, { kind: 'integer', name: 'long', size: 8, signed: true, bool: false })).toBe(r);
});
