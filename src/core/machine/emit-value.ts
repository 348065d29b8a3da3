// Private expressions as JavaScript text.
//
// Promises: the text holds nothing but operators, numbers, `r` + number and the names of `division` and `valid`; every
// value is a 32-bit integer in two's complement.

import { assertNever } from '../base/assert.ts';
import type { Value } from '../language/lower/graph.ts';

export function constant(value: number): string {
  const word = value | 0;
  return word < 0 ? `(${word})` : `${word}`;
}

export function emitValue(value: Value): string {
  switch (value.kind) {
    case 'const':
      return constant(value.value);
    case 'register':
      return `r${value.register | 0}`;
    case 'unary':
      return emitUnary(value);
    case 'binary':
      return emitBinary(value);
    case 'valid':
      return `(${emitTest(value)}?1:0)`;
    default:
      return assertNever(value);
  }
}

/** The same as `emitValue(value) !== 0`, shorter where the value is a comparison. */
export function emitTest(value: Value): string {
  switch (value.kind) {
    case 'const':
      return (value.value | 0) === 0 ? 'false' : 'true';
    case 'unary':
      if (value.op === '!') return `!${emitTest(value.operand)}`;
      if (value.op === 'bool') return emitTest(value.operand);
      break;
    case 'binary': {
      const comparison = compare(value);
      if (comparison !== undefined) return comparison;
      break;
    }
    case 'valid':
      return `valid(${emitValue(value.address)},${value.size | 0})`;
    case 'register':
      break;
    default:
      return assertNever(value);
  }
  return `(${emitValue(value)}!==0)`;
}

function emitUnary(value: Value & { readonly kind: 'unary' }): string {
  if (value.op === '!' || value.op === 'bool') return `(${emitTest(value)}?1:0)`;
  const operand = emitValue(value.operand);
  switch (value.op) {
    case '-':
      return `(-${operand}|0)`;
    case '~':
      return `(~${operand})`;
    case 'sign8':
      return `(${operand}<<24>>24)`;
    case 'sign16':
      return `(${operand}<<16>>16)`;
    case 'zero8':
      return `(${operand}&255)`;
    case 'zero16':
      return `(${operand}&65535)`;
    default:
      return assertNever(value.op);
  }
}

function emitBinary(value: Value & { readonly kind: 'binary' }): string {
  const comparison = compare(value);
  if (comparison !== undefined) return `(${comparison}?1:0)`;
  const left = emitValue(value.left);
  const right = emitValue(value.right);
  switch (value.op) {
    case '+':
    case '-':
      return `(${left}${value.op}${right}|0)`;
    case '*':
      return `Math.imul(${left},${right})`;
    case '/':
      return `div(${left},${right})`;
    case '%':
      return `rem(${left},${right})`;
    case '/u':
      return `udiv(${left},${right})`;
    case '%u':
      return `urem(${left},${right})`;
    case '>>>':
      return `(${left}>>>${right}|0)`;
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return `(${left}${value.op}${right})`;
    default:
      throw new Error(`not an operator of values: ${value.op}`);
  }
}

function compare(value: Value & { readonly kind: 'binary' }): string | undefined {
  const signed = (op: string) => `(${emitValue(value.left)}${op}${emitValue(value.right)})`;
  const unsigned = (op: string) => `(${emitValue(value.left)}>>>0${op}${emitValue(value.right)}>>>0)`;
  switch (value.op) {
    case '==':
      return signed('===');
    case '!=':
      return signed('!==');
    case '<':
    case '<=':
    case '>':
    case '>=':
      return signed(value.op);
    case '<u':
      return unsigned('<');
    case '<=u':
      return unsigned('<=');
    case '>u':
      return unsigned('>');
    case '>=u':
      return unsigned('>=');
    default:
      return undefined;
  }
}

/** What emitted expressions call, by name; `valid` comes from elsewhere. Division by zero was reported before: 0. */
export const division = {
  div: (a: number, b: number): number => (b === 0 ? 0 : (a / b) | 0),
  rem: (a: number, b: number): number => (b === 0 ? 0 : (a % b) | 0),
  udiv: (a: number, b: number): number => (b === 0 ? 0 : ((a >>> 0) / (b >>> 0)) | 0),
  urem: (a: number, b: number): number => (b === 0 ? 0 : ((a >>> 0) % (b >>> 0)) | 0),
} as const;
