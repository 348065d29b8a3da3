// Arithmetic on 32-bit words of which not everything need be known: undefined stands for any value.

import type { Effect } from './step-tree.ts';

/** A guess only: whether the value looks like the old one with a few more or less. */
export function isSmallSum(before: number | undefined, after: number | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return Math.abs(after - before) <= 2048 && Math.abs(after) <= 4000;
}

export const combined = {
  add: (a: number, b: number) => a + b,
  or: (a: number, b: number) => a | b,
  and: (a: number, b: number) => a & b,
  xor: (a: number, b: number) => a ^ b,
} as const;

/** What a blind write makes of a word. */
export function applied(
  { mask, after }: Pick<Effect, 'mask' | 'after'>,
  before: number | undefined,
): number | undefined {
  if (mask === -1) return after;
  if (before === undefined || after === undefined) return undefined;
  return mask === 0 ? (before + after) | 0 : (before & ~mask) | (after & mask);
}

export function extracted(
  word: number | undefined,
  size: 1 | 2 | 4 | 8,
  signed: boolean,
  shift: number,
): number | undefined {
  if (word === undefined) return undefined;
  const bits = size * 8;
  return signed ? (word << (32 - bits - shift)) >> (32 - bits) : (word >>> shift) & ((1 << bits) - 1);
}

export function inserted(
  word: number | undefined,
  value: number | undefined,
  size: 1 | 2 | 4 | 8,
  shift: number,
): number | undefined {
  if (word === undefined || value === undefined) return undefined;
  const mask = (1 << (size * 8)) - 1;
  return (word & ~(mask << shift)) | ((value & mask) << shift);
}
