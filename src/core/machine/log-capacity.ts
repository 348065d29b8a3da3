// How large the log of one step can get.
//
// A step without loops writes each word at most as often as its blocks store. A loop of private rounds can store in
// each round, as long as there is fuel; in case of loops the bound is what fuel allows, for all stores of the task.

import type { Graph } from '../language/lower/graph.ts';
import { fuelRounds, logLimit, regionFrom } from './emit-region.ts';

/** Place, registers and CPU word come on top of the stores; generous, as it costs nothing. */
const margin = 4096;

export function logCapacity(graph: Graph): number {
  let most = 0;
  let straight = 0;
  for (const { blocks, registers } of graph.tasks) {
    blocks.forEach((block, index) => {
      if (!block.step && index !== 0) return;
      const region = regionFrom(blocks, index);
      let stores = 0;
      for (const at of region.blocks) {
        for (const { kind } of blocks[at]?.code ?? [])
          if (kind === 'store' || kind === 'cpu-control') stores += 1;
      }
      const rounds = region.backEdges.size > 0 && stores > 0 ? fuelRounds + 2 : 1;
      straight = Math.max(straight, stores + registers);
      most = Math.max(most, stores * rounds + registers);
    });
  }
  return Math.min(1 + 3 * (most + margin), logLimit + 3 * (straight + margin));
}
