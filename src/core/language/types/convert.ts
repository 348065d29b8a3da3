// C's conversions over types: promotion, the usual arithmetic conversions, who may be stored in what.

import { INT, UINT } from './builtin.ts';
import type { CType, IntegerType } from './c-type.ts';

export function isArithmetic({ kind }: CType): boolean {
  return kind === 'integer' || kind === 'enum';
}

export function isScalar({ kind }: CType): boolean {
  return kind === 'integer' || kind === 'pointer' || kind === 'enum';
}

export function isRecord(type: CType): type is Extract<CType, { kind: 'struct' | 'union' }> {
  const { kind } = type;
  return kind === 'struct' || kind === 'union';
}

/** Integer promotion; anything that is no integer is left alone by the caller. */
export function promoted(type: CType): IntegerType {
  if (type.kind === 'enum') return type.signed ? INT : UINT;
  if (type.kind !== 'integer' || type.size < 4) return INT;
  return type;
}

export function commonType(left: CType, right: CType): IntegerType {
  const a = promoted(left);
  const b = promoted(right);
  if (a.size !== b.size) return a.size > b.size ? a : b;
  return a.signed ? b : a;
}

export function isUnsigned(type: CType): boolean {
  if (type.kind === 'integer') return !type.signed;
  if (type.kind === 'enum') return !type.signed;
  return true;
}

/** A 32-bit value as `type` keeps it. */
export function truncated(value: number, type: CType): number {
  if (type.kind !== 'integer') return value | 0;
  if (type.bool) return value === 0 ? 0 : 1;
  if (type.size === 1) return type.signed ? (value << 24) >> 24 : value & 0xff;
  if (type.size === 2) return type.signed ? (value << 16) >> 16 : value & 0xffff;
  return value | 0;
}

export function sameType(a: CType, b: CType): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'pointer':
      return b.kind === 'pointer' && sameType(a.to, b.to);
    case 'integer':
      return b.kind === 'integer' && a.size === b.size && a.signed === b.signed && a.bool === b.bool;
    case 'array':
      return b.kind === 'array' && a.length === b.length && sameType(a.of, b.of);
    case 'void':
      return b.kind === 'void';
    default:
      return false;
  }
}

/** Whether a pointer to `b` may stand where one to `a` is wanted, without a cast. */
export function pointsAlike(a: CType, b: CType): boolean {
  if (a === b || a.kind === 'void' || b.kind === 'void') return true;
  if (isArithmetic(a) && isArithmetic(b)) return sizeOfArithmetic(a) === sizeOfArithmetic(b);
  return sameType(a, b);
}

function sizeOfArithmetic(type: CType): number {
  return type.kind === 'integer' ? type.size : 4;
}
