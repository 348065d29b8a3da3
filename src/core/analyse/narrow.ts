// What a test that came out one way says of the registers in it.
//
// Promises: no combination of values for which the test comes out that way is lost. Narrows each register by itself.

import type { Register, Value } from '../language/lower/graph.ts';
import type { AddressTable } from '../machine/address-table.ts';
import type { Values } from './analysis.ts';
import { combinations, evaluate, offsetOf, type Registers, registersIn } from './evaluate.ts';
import { anything, contains, filtered, listed, meet, single, spread } from './values.ts';

export interface NarrowedRegisters extends Registers {
  narrow(register: Register, values: Values): void;
}

/** False where the test cannot come out that way. */
export function narrow(
  test: Value,
  wanted: boolean,
  registers: NarrowedRegisters,
  table: AddressTable,
): boolean {
  if (test.kind === 'const') return (test.value !== 0) === wanted;
  const kept: number[][] = registersIn(test).map(() => []);
  let any = false;
  const all = combinations(test, registers, table, (result, chosen) => {
    if ((result !== 0) !== wanted) return;
    any = true;
    for (let at = 0; at < chosen.length; at++) kept[at]?.push(chosen[at] as number);
  });
  if (!all) return narrowWide(test, wanted, registers, table);
  if (!any) return false;
  for (const [at, register] of registersIn(test).entries()) {
    const before = registers.get(register);
    const after = listed(kept[at] as number[]);
    if (after.list?.length !== before.list?.length) registers.narrow(register, after);
  }
  return true;
}

function narrowWide(
  test: Value,
  wanted: boolean,
  registers: NarrowedRegisters,
  table: AddressTable,
): boolean {
  const result = evaluate(test, registers, table);
  if (wanted ? single(result) === 0 : !contains(result, 0)) return false;
  switch (test.kind) {
    case 'register':
      return compare('!=', test, zero, wanted, registers, table);
    case 'unary':
      if (test.op === '!') return narrow(test.operand, !wanted, registers, table);
      return test.op === 'bool' ? narrow(test.operand, wanted, registers, table) : true;
    case 'binary':
      break;
    case 'const':
    case 'valid':
      return true;
  }
  const { op, left, right } = test;
  switch (op) {
    case '&':
      if (!wanted) return compare('==', test, zero, true, registers, table);
      if (!narrow(left, true, registers, table) || !narrow(right, true, registers, table)) return false;
      return compare('!=', test, zero, true, registers, table);
    case '|':
      return wanted || (narrow(left, false, registers, table) && narrow(right, false, registers, table));
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (!compare(op, left, right, wanted, registers, table)) return false;
      return compare(mirrored[op], right, left, wanted, registers, table);
    default:
      return true;
  }
}

type Order = '==' | '!=' | '<' | '<=' | '>' | '>=';
const zero: Value = { kind: 'const', value: 0 };
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const opposite = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const lowest = -0x80000000;
const highest = 0x7fffffff;

/** Narrows the register on the left side, if it stands there by itself, plus a constant, or under a mask. */
function compare(
  order: Order,
  left: Value,
  right: Value,
  wanted: boolean,
  registers: NarrowedRegisters,
  table: AddressTable,
): boolean {
  const op = wanted ? order : opposite[order];
  const other = evaluate(right, registers, table);
  if (
    left.kind === 'binary' &&
    left.op === '&' &&
    left.left.kind === 'register' &&
    left.right.kind === 'const'
  ) {
    return narrowBits(op, left.left.register, left.right.value, single(other), registers);
  }
  const shift = offsetOf(left);
  if (shift === undefined) return true;
  const { register, by } = shift;
  const values = registers.get(register);
  const kept = keep(op, values, by, other);
  if (kept === undefined) return false;
  if (kept !== values) registers.narrow(register, kept);
  return true;
}

/** Of `values`, those that plus `by` can be in this order to one of `other`. */
function keep(op: Order, values: Values, by: number, other: Values): Values | undefined {
  const only = single(other);
  if (op === '==') return meet(values, spread(other, -by, -by));
  const wraps = values.low + by < lowest || values.high + by > highest;
  if (values.list !== undefined) {
    return filtered(values, (value) => {
      const sum = (value + by) | 0;
      if (op === '!=') return sum !== only;
      if (op === '<') return sum < other.high;
      if (op === '<=') return sum <= other.high;
      return op === '>' ? sum > other.low : sum >= other.low;
    });
  }
  if (wraps) return values;
  switch (op) {
    case '!=': {
      if (only === undefined) return values;
      if (values.low + by === only) return meet(values, { ...anything, low: values.low + 1 });
      if (values.high + by === only) return meet(values, { ...anything, high: values.high - 1 });
      return values;
    }
    case '<':
      return below(values, other.high - 1 - by);
    case '<=':
      return below(values, other.high - by);
    case '>':
      return above(values, other.low + 1 - by);
    case '>=':
      return above(values, other.low - by);
  }
}

function below(values: Values, most: number): Values | undefined {
  return most >= values.high ? values : meet(values, { ...anything, high: most });
}

function above(values: Values, least: number): Values | undefined {
  return least <= values.low ? values : meet(values, { ...anything, low: least });
}

/** `register & mask` compared with a constant. */
function narrowBits(
  op: Order,
  register: Register,
  mask: number,
  to: number | undefined,
  registers: NarrowedRegisters,
): boolean {
  if (to === undefined) return true;
  let ones: number;
  if (op === '==') {
    if ((to & ~mask) !== 0) return false;
    ones = to;
  } else if (op === '!=' && (mask & (mask - 1)) === 0 && (to === 0 || to === mask)) {
    ones = mask & ~to;
  } else {
    return true;
  }
  const values = registers.get(register);
  const kept = meet(values, { ...anything, bits: ~(mask & ~ones), ones });
  if (kept === undefined) return false;
  if (kept !== values) registers.narrow(register, kept);
  return true;
}
