// How high a number stands in its lane. With few different values each has a height of its own, so that a step of one
// is seen beside a bias of 1024; with many, height is proportional within what is in view.

import { extentOf, pyramidOf } from './pyramid.ts';

export type Scale =
  | { readonly kind: 'ranks'; readonly ranks: ReadonlyMap<number, number> }
  | { readonly kind: 'linear'; readonly min: number; readonly max: number };

type Ranks = ReadonlyMap<number, number> | undefined;

const mostRanks = 12;
const known = new WeakMap<Int32Array, { readonly ranks: Ranks }>();

/** For columns `from` … `to`. */
export function scaleOf(values: Int32Array, from: number, to: number): Scale {
  let entry = known.get(values);
  if (entry === undefined) {
    entry = { ranks: ranksOf(values) };
    known.set(values, entry);
  }
  if (entry.ranks !== undefined) return { kind: 'ranks', ranks: entry.ranks };
  const { min, max } = extentOf(pyramidOf(values), from, to) ?? { min: 0, max: 0 };
  return { kind: 'linear', min, max };
}

/** 0 … 1; a lane that never changes stands at the bottom when it is zero and in the middle otherwise. */
export function heightOn(scale: Scale, value: number): number {
  if (scale.kind === 'linear') {
    return scale.min === scale.max ? 0.5 : (value - scale.min) / (scale.max - scale.min);
  }
  if (scale.ranks.size === 1) return value === 0 ? 0 : 0.5;
  return (scale.ranks.get(value) ?? 0) / (scale.ranks.size - 1);
}

/** Undefined when there are too many different values to give each a height. */
function ranksOf(values: Int32Array): Ranks {
  const distinct = new Set<number>();
  for (const value of values) {
    distinct.add(value);
    if (distinct.size > mostRanks) return undefined;
  }
  const sorted = [...distinct].sort((a, b) => a - b);
  return new Map(sorted.map((value, rank) => [value, rank]));
}
