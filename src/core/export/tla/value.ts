// Private values as TLA+ expressions: integers, and tests that are TRUE or FALSE.
//
// Promises: no precedence to know: what is made of parts stands in parentheses or is an operator's argument. Bitwise and
// unsigned operators are those of support.ts. Sums wrap where `wraps` says that they may; elsewhere TLC would stop.

import { assertNever } from '../../base/assert.ts';
import type { Register, Value } from '../../language/lower/graph.ts';

/** What registers are in the text. */
export interface Env {
  get(register: Register): string | undefined;
  /** Sums may leave 32 bits: they are written with operators that wrap. */
  readonly wraps: boolean;
}

export function literal(value: number): string {
  const word = value | 0;
  // TLC reads a minus as an operator, and no number above 2^31 - 1.
  if (word === -0x80000000) return '(-2147483647 - 1)';
  return word < 0 ? `(-${-word})` : `${word}`;
}

export function integer(value: Value, env: Env): string {
  switch (value.kind) {
    case 'const':
      return literal(value.value);
    case 'register':
      return env.get(value.register) ?? '0';
    case 'valid':
      return `Truth(${test(value, env)})`;
    case 'unary':
      return unary(value, env);
    case 'binary':
      return binary(value, env);
    default:
      return assertNever(value);
  }
}

/** TRUE where the value is not 0. */
export function test(value: Value, env: Env): string {
  switch (value.kind) {
    case 'const':
      return (value.value | 0) === 0 ? 'FALSE' : 'TRUE';
    case 'unary':
      if (value.op === '!') return `(~${test(value.operand, env)})`;
      if (value.op === 'bool') return test(value.operand, env);
      break;
    case 'valid':
      return `(${integer(value.address, env)} \\in ${validSet(value.size)})`;
    case 'binary': {
      const compared = comparison(value, env);
      if (compared !== undefined) return compared;
      break;
    }
    case 'register':
      break;
    default:
      return assertNever(value);
  }
  return `(${integer(value, env)} # 0)`;
}

/** Addresses where an object of this size can lie. */
export function validSet(size: number): string {
  return `Valid_${size}`;
}

type Unary = Value & { readonly kind: 'unary' };
type Binary = Value & { readonly kind: 'binary' };

function unary(value: Unary, env: Env): string {
  const operand = () => integer(value.operand, env);
  switch (value.op) {
    case '!':
    case 'bool':
      return `Truth(${test(value, env)})`;
    case '-':
      return `(0 - ${operand()})`;
    case '~':
      return `(-1 - ${operand()})`;
    case 'sign8':
      return `Signed(${operand()}, 256)`;
    case 'sign16':
      return `Signed(${operand()}, 65536)`;
    case 'zero8':
      return `(${operand()} % 256)`;
    case 'zero16':
      return `(${operand()} % 65536)`;
    default:
      return assertNever(value.op);
  }
}

function comparison({ op, left, right }: Binary, env: Env): string | undefined {
  const compared = (symbol: string) => `(${integer(left, env)} ${symbol} ${integer(right, env)})`;
  const unsigned = (a: Value, b: Value) => `Below(${integer(a, env)}, ${integer(b, env)})`;
  switch (op) {
    case '==':
      return compared('=');
    case '!=':
      return compared('#');
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(op === '<=' ? '=<' : op);
    case '<u':
      return unsigned(left, right);
    case '>u':
      return unsigned(right, left);
    case '<=u':
      return `(~${unsigned(right, left)})`;
    case '>=u':
      return `(~${unsigned(left, right)})`;
    default:
      return undefined;
  }
}

const named: Partial<Record<Binary['op'], string>> = {
  '/': 'Div',
  '%': 'Rem',
  '/u': 'UDiv',
  '%u': 'URem',
  '&': 'And',
  '|': 'Or',
  '^': 'Xor',
  '<<': 'Shl',
  '>>': 'Sar',
  '>>>': 'Shr',
};

function binary(value: Binary, env: Env): string {
  if (comparison(value, env) !== undefined) return `Truth(${comparison(value, env)})`;
  const left = integer(value.left, env);
  const right = integer(value.right, env);
  const name = named[value.op];
  if (value.op === '+' || value.op === '-') return sum(value.op, left, right, env.wraps);
  return name === undefined ? `(${left} ${value.op} ${right})` : `${name}(${left}, ${right})`;
}

export function sum(op: '+' | '-', left: string, right: string, wraps: boolean): string {
  return wraps ? `${op === '+' ? 'Plus' : 'Minus'}(${left}, ${right})` : `(${left} ${op} ${right})`;
}
