// C's integer arithmetic on 32-bit two's complement, written out plainly.

import { assertNever } from '../base/assert.ts';
import type { BinaryOp } from '../language/check/program.ts';
import type { CType } from '../language/types/c-type.ts';

/** `/` and `%` by zero are the caller's to refuse. */
export function operate(op: BinaryOp, unsigned: boolean, left: number, right: number): number {
  const a = unsigned ? left >>> 0 : left | 0;
  const b = unsigned ? right >>> 0 : right | 0;
  switch (op) {
    case '+':
      return (a + b) | 0;
    case '-':
      return (a - b) | 0;
    case '*':
      return Math.imul(a, b);
    case '/':
      return Math.trunc(a / b) | 0;
    case '%':
      return (a % b) | 0;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return left << (right & 31);
    case '>>':
      return (unsigned ? left >>> (right & 31) : left >> (right & 31)) | 0;
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    default:
      return assertNever(op);
  }
}

export function truth(value: boolean): number {
  return value ? 1 : 0;
}

/** The value that a place of this type holds after it was given `value`. */
export function convert(value: number, type: CType): number {
  if (type.kind !== 'integer') return value | 0;
  if (type.bool) return truth(value !== 0);
  if (type.size === 1) return type.signed ? (value << 24) >> 24 : value & 0xff;
  if (type.size === 2) return type.signed ? (value << 16) >> 16 : value & 0xffff;
  return value | 0;
}

export function sizeOf(type: CType): number {
  switch (type.kind) {
    case 'void':
      return 1;
    case 'integer':
      return type.size;
    case 'enum':
      return 4;
    case 'pointer':
      return 8;
    case 'array':
      return type.length * sizeOf(type.of);
    case 'struct':
    case 'union':
      return type.layout?.size ?? 0;
    default:
      return assertNever(type);
  }
}

/** Offsets at which some scalar of the type begins. */
export function scalarOffsets(type: CType): readonly number[] {
  switch (type.kind) {
    case 'array': {
      const each = scalarOffsets(type.of);
      const size = sizeOf(type.of);
      return Array.from({ length: type.length }, (_, at) => each.map((offset) => at * size + offset)).flat();
    }
    case 'struct':
    case 'union':
      return (type.layout?.members ?? []).flatMap((member) =>
        scalarOffsets(member.type).map((offset) => member.offset + offset),
      );
    default:
      return [0];
  }
}
