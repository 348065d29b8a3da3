// Sets of 32-bit values: a short list, or bounds and bits.
//
// Promises: every operation gives at least what could come out; a list is ascending, signed, never empty and at most
// `mostListed` long; what is longer keeps its bounds and bits only. Values are never changed after they are made.

import type { Values } from './analysis.ts';

export const mostListed = 64;
const lowest = -0x80000000;
const highest = 0x7fffffff;

export const anything: Values = { list: undefined, low: lowest, high: highest, bits: -1, ones: 0 };

export function constant(value: number): Values {
  const word = value | 0;
  return { list: [word], low: word, high: word, bits: word, ones: word };
}

export const zero = constant(0);
export const truth: readonly [Values, Values, Values] = [zero, constant(1), listed([0, 1])];

/** The one value, if there is only one. */
export function single(values: Values): number | undefined {
  return values.low === values.high ? values.low : undefined;
}

/** Of at least one number, in any order, perhaps several times. */
export function listed(numbers: readonly number[]): Values {
  if (numbers.length === 1) return constant(numbers[0] as number);
  return ofSorted([...new Set(numbers)].sort((a, b) => a - b));
}

function ofSorted(list: readonly number[]): Values {
  let bits = 0;
  let ones = -1;
  for (const value of list) {
    bits |= value;
    ones &= value;
  }
  const low = list[0] as number;
  const high = list[list.length - 1] as number;
  return { list: list.length > mostListed ? undefined : list, low, high, bits, ones };
}

/** All from `low` to `high` with these bits; bounds may lie outside 32 bits, which means that values wrap. */
export function between(low: number, high: number, bits = -1, ones = 0): Values {
  return fitting(low, high, bits, ones) ?? anything;
}

function fitting(low: number, high: number, bits: number, ones: number): Values | undefined {
  if (low > high || (ones & ~bits) !== 0) return undefined;
  if (low < lowest || high > highest) return bits === -1 && ones === 0 ? anything : masked(bits, ones);
  if (high - low < mostListed) {
    const list: number[] = [];
    for (let value = low; value <= high; value++) {
      if ((value & ~bits) === 0 && (value & ones) === ones) list.push(value);
    }
    return list.length > 0 ? ofSorted(list) : undefined;
  }
  if (low < 0) return { list: undefined, low, high, bits, ones };
  // No value has a bit above the highest bound.
  const most = bits & (-1 >>> Math.clz32(high));
  if (ones < 0 || (ones & ~most) !== 0) return undefined;
  const from = Math.max(low, ones);
  const to = Math.min(high, most);
  return from > to ? undefined : { list: undefined, low: from, high: to, bits: most, ones };
}

function masked(bits: number, ones: number): Values {
  if (bits >= 0) return between(ones, bits, bits, ones);
  return { list: undefined, low: lowest, high: highest, bits, ones };
}

export function same(a: Values, b: Values): boolean {
  if (a === b) return true;
  if (a.low !== b.low || a.high !== b.high || a.bits !== b.bits || a.ones !== b.ones) return false;
  if (a.list === undefined || b.list === undefined) return a.list === b.list;
  if (a.list.length !== b.list.length) return false;
  for (let at = 0; at < a.list.length; at++) if (a.list[at] !== b.list[at]) return false;
  return true;
}

export function contains(values: Values, value: number): boolean {
  if (values.list !== undefined) return values.list.includes(value);
  const fits = (value & ~values.bits) === 0 && (value & values.ones) === values.ones;
  return fits && value >= values.low && value <= values.high;
}

/** The first itself where it holds the second. */
export function join(a: Values, b: Values): Values {
  if (a === b) return a;
  if (a.list !== undefined && b.list !== undefined) return joinLists(a, a.list, b.list);
  const low = Math.min(a.low, b.low);
  const high = Math.max(a.high, b.high);
  const bits = a.bits | b.bits;
  const ones = a.ones & b.ones;
  if (a.list === undefined && low === a.low && high === a.high && bits === a.bits && ones === a.ones) {
    return a;
  }
  return { list: undefined, low, high, bits, ones };
}

function joinLists(a: Values, left: readonly number[], right: readonly number[]): Values {
  const merged: number[] = [];
  let at = 0;
  for (const value of right) {
    while (at < left.length && (left[at] as number) < value) merged.push(left[at++] as number);
    if (left[at] === value) at += 1;
    merged.push(value);
  }
  while (at < left.length) merged.push(left[at++] as number);
  return merged.length === left.length ? a : ofSorted(merged);
}

/** What is in both; undefined where nothing can be. */
export function meet(a: Values, b: Values): Values | undefined {
  if (a === b) return a;
  if (a.list !== undefined) return filtered(a, (value) => contains(b, value));
  if (b.list !== undefined) return filtered(b, (value) => contains(a, value));
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  const bits = a.bits & b.bits;
  const ones = a.ones | b.ones;
  return fitting(low, high, bits, ones);
}

/** The values of the list that pass; undefined where none does. Values without a list stay as they are. */
export function filtered(values: Values, passes: (value: number) => boolean): Values | undefined {
  const { list } = values;
  if (list === undefined) return values;
  const kept = list.filter(passes);
  if (kept.length === list.length) return values;
  return kept.length === 0 ? undefined : ofSorted(kept);
}

/** Each value plus anything from `low` to `high`. */
export function spread(values: Values, low: number, high: number): Values {
  if (low === 0 && high === 0) return values;
  const { list } = values;
  if (list === undefined || list.length * (high - low + 1) > mostListed * 4) {
    return between(values.low + low, values.high + high);
  }
  const sums: number[] = [];
  for (const value of list) for (let by = low; by <= high; by++) sums.push((value + by) | 0);
  return listed(sums);
}

/** Jumps to far bounds, so that what grows again and again does not do so for long. */
export function widened(before: Values, after: Values): Values {
  const low = after.low < before.low ? (after.low >= 0 ? 0 : lowest) : after.low;
  const high = after.high > before.high ? highest : after.high;
  if (low === after.low && high === after.high) return { ...after, list: undefined };
  return { list: undefined, low, high, bits: low < 0 ? -1 : after.bits | highest, ones: 0 };
}
