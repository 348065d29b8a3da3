// Chunks of a sweep's memory, given out and taken back by any thread; and large regions for tables.
//
// Promises: memory grows step by step and never over the limit; 0 where there is no more. Whoever holds the lock does
// nothing but count. Does not know what chunks hold.

import { assert } from '../base/assert.ts';
import type { Ground } from './ground.ts';
import { crewIndex, crewWord, roundUp } from './ground.ts';
import type { LinearMemory } from './web-assembly.ts';
import { pageBytes } from './web-assembly.ts';

export interface Arena {
  /** The fixed part of the memory, as words. */
  readonly words: Int32Array;
  /** Address of a chunk, 0 where there is none. */
  take(): number;
  give(chunk: number): void;
  /** Address of so many bytes, all 0; 0 where there is no room. */
  region(bytes: number): number;
  /** Makes chunks of a region. */
  scrap(at: number, bytes: number): void;
}

/** Grows by at least this, and by an eighth. */
const leastGrowth = 16;
const lockPatience = 5;
const mostWaits = 4000;

/** `dirtyPages`: below this page the memory was used for something else before. */
export function openArena(memory: LinearMemory, ground: Ground, dirtyPages = 0): Arena {
  const words = new Int32Array(memory.buffer, 0, ground.chunksAt / 4);
  const chunkPages = ground.chunkBytes / pageBytes;
  const at = {
    lock: crewIndex(crewWord.lock),
    next: crewIndex(crewWord.nextPage),
    grown: crewIndex(crewWord.grownPages),
    limit: crewIndex(crewWord.limitPages),
    free: crewIndex(crewWord.freeChunks),
    list: ground.freeAt / 4,
  };

  const locked = (what: () => number): number => {
    for (let waits = 0; Atomics.compareExchange(words, at.lock, 0, 1) !== 0; waits++) {
      assert(waits < mostWaits, 'whoever holds the lock of the memory gives it back');
      Atomics.wait(words, at.lock, 1, lockPatience);
    }
    try {
      return what();
    } finally {
      Atomics.store(words, at.lock, 0);
      Atomics.notify(words, at.lock, 1);
    }
  };
  const grow = (end: number): boolean => {
    const grown = words[at.grown] as number;
    if (end <= grown) return true;
    const limit = words[at.limit] as number;
    const wanted = Math.min(limit, Math.max(end, grown + Math.max(leastGrowth, grown >> 3)));
    try {
      memory.grow(wanted - grown);
    } catch (refusal) {
      if (!(refusal instanceof RangeError)) throw refusal;
      return false;
    }
    words[at.grown] = wanted;
    return true;
  };
  const fresh = (pages: number): number => {
    const first = words[at.next] as number;
    if (first + pages > (words[at.limit] as number) || !grow(first + pages)) return 0;
    words[at.next] = first + pages;
    return first * pageBytes;
  };
  const put = (chunk: number) => {
    const count = words[at.free] as number;
    words[at.list + count] = chunk;
    words[at.free] = count + 1;
  };

  return {
    words,
    take: () =>
      locked(() => {
        const count = words[at.free] as number;
        if (count === 0) return fresh(chunkPages);
        words[at.free] = count - 1;
        return (words[at.list + count - 1] as number) >>> 0;
      }),
    give(chunk) {
      locked(() => {
        put(chunk);
        return 0;
      });
    },
    region: (bytes) =>
      locked(() => {
        const at = fresh(roundUp(bytes, ground.chunkBytes) / pageBytes);
        const dirty = Math.min(bytes, dirtyPages * pageBytes - at);
        if (at !== 0 && dirty > 0) new Uint8Array(memory.buffer, at, dirty).fill(0);
        return at;
      }),
    scrap(from, bytes) {
      locked(() => {
        for (let chunk = from; chunk + ground.chunkBytes <= from + bytes; chunk += ground.chunkBytes)
          put(chunk);
        return 0;
      });
    },
  };
}
