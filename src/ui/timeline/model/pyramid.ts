// Smallest and largest value of any stretch of a column of numbers, without looking at each of them.
//
// Level 0 is the values; each further level holds minimum and maximum of four entries of the one below. A query looks
// at a handful of entries per level. Made once per array of values, kept as long as that array lives.

export interface Pyramid {
  readonly values: Int32Array;
  readonly levels: readonly { readonly min: Int32Array; readonly max: Int32Array }[];
}

export interface Extent {
  readonly min: number;
  readonly max: number;
}

const fan = 4;
const known = new WeakMap<Int32Array, Pyramid>();

export function pyramidOf(values: Int32Array): Pyramid {
  const before = known.get(values);
  if (before !== undefined) return before;
  const levels: { min: Int32Array; max: Int32Array }[] = [];
  let below = { min: values, max: values };
  while (below.min.length > fan) {
    below = levelOver(below);
    levels.push(below);
  }
  const pyramid = { values, levels };
  known.set(values, pyramid);
  return pyramid;
}

/** Over `from` … `to`, both included; undefined where there is nothing between them. */
export function extentOf(pyramid: Pyramid, from: number, to: number): Extent | undefined {
  let low = Math.max(0, from);
  let high = Math.min(pyramid.values.length - 1, to);
  if (low > high) return undefined;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const take = (level: { min: Int32Array; max: Int32Array }, index: number) => {
    min = Math.min(min, level.min[index] ?? min);
    max = Math.max(max, level.max[index] ?? max);
  };
  let level = { min: pyramid.values, max: pyramid.values };
  for (let depth = 0; ; depth += 1) {
    while (low <= high && low % fan !== 0) take(level, low++);
    while (low <= high && (high + 1) % fan !== 0) take(level, high--);
    if (low > high) return { min, max };
    const next = pyramid.levels[depth];
    if (next === undefined) {
      while (low <= high) take(level, low++);
      return { min, max };
    }
    level = next;
    low /= fan;
    high = (high + 1) / fan - 1;
  }
}

function levelOver(below: { min: Int32Array; max: Int32Array }): { min: Int32Array; max: Int32Array } {
  const length = Math.ceil(below.min.length / fan);
  const min = new Int32Array(length).fill(2 ** 31 - 1);
  const max = new Int32Array(length).fill(-(2 ** 31));
  for (let index = 0; index < below.min.length; index += 1) {
    const parent = Math.floor(index / fan);
    min[parent] = Math.min(min[parent]!, below.min[index]!);
    max[parent] = Math.max(max[parent]!, below.max[index]!);
  }
  return { min, max };
}
