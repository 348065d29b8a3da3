// A small seeded random number generator (mulberry32): good enough to shuffle tasks, never for secrets.
//
// Promises: the sequence depends on the seed alone, on every platform.

export interface Random {
  /** 0 … 2^32 - 1. */
  next(): number;
  /** 0 … n - 1, for 1 <= n <= 2^31. */
  below(n: number): number;
}

export function seededRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  return {
    next,
    below: (n) => Math.floor((next() / 0x1_0000_0000) * n),
  };
}
