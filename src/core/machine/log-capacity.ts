// How large the log of one step can get.
//
// A step does each of its blocks at most once for each round of private loops that fuel allows: blocks that lie on no
// such loop once. What a whole task stores is a bound for each of its steps; it costs nothing but address space.

import type { MemoryModel } from '../check/verdict.ts';
import type { CodeBlock, Graph } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import { fuelRounds, logLimit } from './emit-region.ts';
import { bufferSlots } from './store-buffer.ts';

/** Place, registers and CPU word come on top of the stores; generous, as it costs nothing. */
const margin = 4096;

/** Entries that one store writes; with buffers: to put it there, or to take all that wait for its word out. */
const perStore = { direct: 1, buffered: 4 * bufferSlots };

export function logCapacity(graph: Graph, memory: MemoryModel): number {
  const each = memory === 'SC' ? perStore.direct : perStore.buffered;
  let most = 0;
  let straight = 0;
  for (const { blocks, registers } of graph.tasks) {
    const onLoop = blocksOnPrivateLoops(blocks);
    let once = registers;
    let again = 0;
    blocks.forEach(({ code }, index) => {
      for (const { kind } of code) {
        if (kind !== 'store' && kind !== 'rmw' && kind !== 'cpu-control') continue;
        once += each;
        if (onLoop[index] === 1) again += each;
      }
    });
    straight = Math.max(straight, once);
    most = Math.max(most, once + again * (fuelRounds + 1));
  }
  return Math.min(1 + 3 * (most + margin), logLimit + 3 * (straight + margin));
}

/**
 * 1 for blocks that control can come back to within one step, and perhaps for some between two such loops: what is left
 * when blocks that nothing (or nothing that is left) leads to, or that lead to nothing, are taken away.
 */
function blocksOnPrivateLoops(blocks: readonly CodeBlock[]): Uint8Array {
  const inside = blocks.map(({ exit }) => successors(exit).filter((to) => blocks[to]?.step === undefined));
  const before: number[][] = blocks.map(() => []);
  inside.forEach((targets, from) => {
    for (const to of targets) before[to]?.push(from);
  });
  const left = new Uint8Array(blocks.length).fill(1);
  takeAway(left, before, inside);
  takeAway(left, inside, before);
  return left;
}

/** Blocks without anything in `needed` go, and then those that needed only them. */
function takeAway(
  left: Uint8Array,
  needed: readonly (readonly number[])[],
  dependent: readonly (readonly number[])[],
): void {
  const counts = Int32Array.from(needed, (list) => list.filter((block) => left[block] === 1).length);
  const gone: number[] = [];
  counts.forEach((count, block) => {
    if (count === 0 && left[block] === 1) gone.push(block);
  });
  for (let block = gone.pop(); block !== undefined; block = gone.pop()) {
    left[block] = 0;
    for (const next of dependent[block] ?? []) {
      counts[next] = (counts[next] as number) - 1;
      if (counts[next] === 0 && left[next] === 1) gone.push(next);
    }
  }
}
