// What a private expression can come to, where registers can have several values each.
//
// Promises: exact where the registers that it reads have few values together (each register counts once, so that
// `r & ~r` is 0); bounds and bits elsewhere.

import type { Register, Value } from '../language/lower/graph.ts';
import { evaluateBinary, evaluateUnary } from '../language/lower/value.ts';
import type { AddressTable } from '../machine/address-table.ts';
import { isValid } from '../machine/address-table.ts';
import type { Values } from './analysis.ts';
import { anything, between, constant, listed, single, spread, truth } from './values.ts';

/** Values of the registers of a task. */
export interface Registers {
  get(register: Register): Values;
}

/** So many combinations of register values are tried one by one. */
const mostCombinations = 512;

export function evaluate(value: Value, registers: Registers, table: AddressTable): Values {
  switch (value.kind) {
    case 'const':
      return constant(value.value);
    case 'register':
      return registers.get(value.register);
    default: {
      const shift = offsetOf(value);
      if (shift !== undefined) return spread(registers.get(shift.register), shift.by, shift.by);
      const found: number[] = [];
      return combinations(value, registers, table, (result) => found.push(result))
        ? listed(found)
        : bounds(value, registers, table);
    }
  }
}

/** A register, or a register plus a constant. */
export function offsetOf(value: Value): { readonly register: Register; readonly by: number } | undefined {
  if (value.kind === 'register') return { register: value.register, by: 0 };
  if (value.kind !== 'binary' || value.left.kind !== 'register' || value.right.kind !== 'const')
    return undefined;
  if (value.op === '+') return { register: value.left.register, by: value.right.value | 0 };
  return value.op === '-' ? { register: value.left.register, by: -value.right.value | 0 } : undefined;
}

/** The registers that an expression reads, each once. */
export function registersIn(value: Value, into: Register[] = []): Register[] {
  switch (value.kind) {
    case 'const':
      break;
    case 'register':
      if (!into.includes(value.register)) into.push(value.register);
      break;
    case 'unary':
      registersIn(value.operand, into);
      break;
    case 'binary':
      registersIn(value.left, into);
      registersIn(value.right, into);
      break;
    case 'valid':
      registersIn(value.address, into);
      break;
  }
  return into;
}

/**
 * The result for each combination of the values of the registers; `chosen[i]` is that of the i-th in `registersIn`.
 * False, and nothing told, where there are too many.
 */
export function combinations(
  value: Value,
  registers: Registers,
  table: AddressTable,
  tell: (result: number, chosen: readonly number[]) => void,
): boolean {
  const read = registersIn(value);
  const lists: (readonly number[])[] = [];
  let count = 1;
  for (const register of read) {
    const { list } = registers.get(register);
    if (list === undefined) return false;
    count *= list.length;
    if (count > mostCombinations) return false;
    lists.push(list);
  }
  const chosen: number[] = new Array(read.length).fill(0);
  const indices: number[] = new Array(read.length).fill(0);
  for (let nth = 0; nth < count; nth++) {
    for (let at = 0; at < read.length; at++) chosen[at] = lists[at]?.[indices[at] as number] as number;
    tell(compute(value, read, chosen, table), chosen);
    for (let at = 0; at < read.length; at++) {
      const next = (indices[at] as number) + 1;
      indices[at] = next === lists[at]?.length ? 0 : next;
      if (indices[at] !== 0) break;
    }
  }
  return true;
}

function compute(
  value: Value,
  read: readonly Register[],
  chosen: readonly number[],
  table: AddressTable,
): number {
  switch (value.kind) {
    case 'const':
      return value.value | 0;
    case 'register':
      return chosen[read.indexOf(value.register)] as number;
    case 'unary':
      return evaluateUnary(value.op, compute(value.operand, read, chosen, table)) | 0;
    case 'binary': {
      const left = compute(value.left, read, chosen, table);
      return evaluateBinary(value.op, left, compute(value.right, read, chosen, table)) | 0;
    }
    case 'valid':
      return isValid(table, compute(value.address, read, chosen, table), value.size) ? 1 : 0;
  }
}

/** Of expressions over registers that can have too many values. */
function bounds(value: Value, registers: Registers, table: AddressTable): Values {
  switch (value.kind) {
    case 'const':
    case 'register':
      return evaluate(value, registers, table);
    case 'valid':
      return truth[2];
    case 'unary': {
      const operand = evaluate(value.operand, registers, table);
      switch (value.op) {
        case '-':
          return between(-operand.high, -operand.low);
        case '~':
          return between(-1 - operand.high, -1 - operand.low, ~operand.ones, ~operand.bits);
        case '!':
        case 'bool': {
          const isZero = zeroness(operand);
          return isZero === undefined ? truth[2] : truth[isZero === (value.op === '!') ? 1 : 0];
        }
        case 'zero8':
          return between(0, 0xff, operand.bits & 0xff, operand.ones & 0xff);
        case 'zero16':
          return between(0, 0xffff, operand.bits & 0xffff, operand.ones & 0xffff);
        case 'sign8':
          return between(-0x80, 0x7f);
        case 'sign16':
          return between(-0x8000, 0x7fff);
      }
      break;
    }
    case 'binary':
      return ofBinary(
        value.op,
        evaluate(value.left, registers, table),
        evaluate(value.right, registers, table),
      );
  }
}

function zeroness(values: Values): boolean | undefined {
  if (single(values) === 0) return true;
  return values.low > 0 || values.high < 0 || values.ones !== 0 ? false : undefined;
}

function ofBinary(op: (Value & { readonly kind: 'binary' })['op'], a: Values, b: Values): Values {
  const by = single(b);
  switch (op) {
    case '+':
      return between(a.low + b.low, a.high + b.high);
    case '-':
      return between(a.low - b.high, a.high - b.low);
    case '*': {
      const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return between(Math.min(...ends), Math.max(...ends));
    }
    case '&': {
      const bits = a.bits & b.bits;
      const ones = a.ones & b.ones;
      return bits >= 0 ? between(0, bits, bits, ones) : { ...anything, bits, ones };
    }
    case '|':
    case '^': {
      const bits = a.bits | b.bits;
      const ones = op === '|' ? a.ones | b.ones : 0;
      return bits >= 0 ? between(0, bits, bits, ones) : { ...anything, bits, ones };
    }
    case '<<':
      if (by !== undefined) {
        const bits = a.bits << by;
        return bits >= 0 ? between(0, bits, bits, a.ones << by) : { ...anything, bits, ones: a.ones << by };
      }
      return anything;
    case '>>':
      return by === undefined ? anything : between(a.low >> by, a.high >> by, a.bits >> by, a.ones >> by);
    case '>>>':
      if (by === undefined || (by & 31) === 0) return anything;
      return between(0, a.bits >>> by, a.bits >>> by, a.ones >>> by);
    case '%':
    case '%u':
      return by !== undefined && by > 0 && a.low >= 0 ? between(0, by - 1) : anything;
    case '/':
    case '/u':
      return by !== undefined && by > 0 && a.low >= 0
        ? between(Math.floor(a.low / by), Math.floor(a.high / by))
        : anything;
    default:
      return compared(op, a, b);
  }
}

function compared(
  op: '==' | '!=' | '<' | '<=' | '>' | '>=' | '<u' | '<=u' | '>u' | '>=u',
  a: Values,
  b: Values,
): Values {
  const known = (yes: boolean, no: boolean) => (yes ? truth[1] : no ? truth[0] : truth[2]);
  switch (op) {
    case '==':
    case '!=': {
      const apart = a.high < b.low || a.low > b.high || (a.ones & ~b.bits) !== 0 || (b.ones & ~a.bits) !== 0;
      const equal = single(a) !== undefined && single(a) === single(b);
      return op === '==' ? known(equal, apart) : known(apart, equal);
    }
    case '<':
      return known(a.high < b.low, a.low >= b.high);
    case '<=':
      return known(a.high <= b.low, a.low > b.high);
    case '>':
      return known(a.low > b.high, a.high <= b.low);
    case '>=':
      return known(a.low >= b.high, a.high < b.low);
    default: {
      // Where neither has negative values, unsigned order is signed order.
      if (a.low < 0 || b.low < 0) return truth[2];
      return compared(op.slice(0, -1) as '<' | '<=' | '>' | '>=', a, b);
    }
  }
}
