// How the visited set grows: as far as is foreseen, and never so far that nothing else has room.

import { expect, it } from 'vitest';
import { entryBytes, sharedAt, sharedWord } from '../wasm/memory-map.ts';
import { layGround } from './ground.ts';
import { openMemory } from './open-pass.ts';
import { inOneGo } from './sliced.ts';
import { visitedSet } from './visited.ts';

/** Bits of a set each time that it grew, with what was foreseen then; or what became of it instead. */
function growth(limitBytes: number, foreseen: readonly (number | undefined)[]): readonly (number | string)[] {
  const ground = layGround({
    limitPages: limitBytes / 2 ** 16,
    roomBytes: 0,
    threadBytes: 0,
    threads: 1,
    chunkBytes: 2 ** 16,
    eventRoom: 0,
  });
  const open = openMemory(ground);
  if (!open) throw new Error('so little memory there is');
  const visited = visitedSet(open.arena);
  visited.open();
  return foreseen.map((states) => {
    const grown = inOneGo(
      visited.grow(function* () {
        yield;
        return true;
      }, states),
    );
    if (grown !== 'grown') return grown;
    return Math.log2((open.arena.words[sharedAt / 4 + sharedWord.tableMask] as number) + 1);
  });
}

const roomy = 2 ** 31;

it('grows in steps where nothing is foreseen', () => {
  expect(growth(roomy, [undefined, undefined, undefined, undefined])).toEqual([20, 22, 23, 24]);
});

it('grows at once to what is foreseen, and somewhat more, but sixteenfold at most', () => {
  expect(growth(roomy, [100_000, 2_000_000])).toEqual([18, 22]);
  expect(growth(roomy, [1e9, 1e9])).toEqual([20, 24]);
});

it('is filled further, once, where that will do to the end', () => {
  expect(growth(roomy, [50_000, 50_000, 50_000])).toEqual(['spared', 17, 'spared']);
  expect(growth(roomy, [53_000])).toEqual([17]);
});

it('takes more than half of the memory only where it must', () => {
  const bytes = entryBytes * 2 ** 20;
  expect(growth(2 * bytes, [1e9])).toEqual([20]);
  expect(growth(1.5 * bytes, [1e9, 1e9, 1e9])).toEqual([19, 'crammed', 'full']);
  expect(growth(1.9 * bytes, [1e9, 1e9])).toEqual([19, 20]);
});
