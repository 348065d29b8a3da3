// How large the log of one step can get.
//
// A step does each of its blocks at most once for each round of private loops that fuel allows: blocks that lie on no
// such loop once. What a whole task stores is a bound for each of its steps; it costs nothing but address space.

import type { MemoryModel } from '../check/verdict.ts';
import type { CodeBlock, Graph } from '../language/lower/graph.ts';
import { fuelRounds, logLimit } from './emit-region.ts';
import { bufferSlots } from './store-buffer.ts';

/** Place, registers and CPU word come on top of the stores; generous, as it costs nothing. */
const margin = 4096;

/** Entries that one store writes; with buffers: to put it there, or to take all that wait for its word out. */
const perStore = { direct: 1, buffered: 4 * bufferSlots };

const known = new WeakMap<Graph, Map<MemoryModel, number>>();

/** Found once for each graph: search, engine and every run that is shown ask for it. */
export function logCapacity(graph: Graph, memory: MemoryModel): number {
  const ofGraph = known.get(graph) ?? new Map<MemoryModel, number>();
  known.set(graph, ofGraph);
  const capacity = ofGraph.get(memory) ?? findCapacity(graph, memory);
  ofGraph.set(memory, capacity);
  return capacity;
}

function findCapacity(graph: Graph, memory: MemoryModel): number {
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
  const count = blocks.length;
  const first = new Int32Array(count).fill(-1);
  const second = new Int32Array(count).fill(-1);
  const entered = new Int32Array(count);
  for (let from = 0; from < count; from++) {
    const { exit } = blocks[from] as CodeBlock;
    if (exit.kind !== 'goto' && exit.kind !== 'branch') continue;
    const to = exit.kind === 'goto' ? exit.target : exit.then;
    if (blocks[to]?.step === undefined) first[from] = to;
    if (exit.kind === 'branch' && blocks[exit.else]?.step === undefined) second[from] = exit.else;
  }
  for (const targets of [first, second]) for (const to of targets) if (to >= 0) entered[to]! += 1;
  const left = new Uint8Array(count).fill(1);
  const gone: number[] = [];
  for (let block = 0; block < count; block++) if (entered[block] === 0) gone.push(block);
  for (let block = gone.pop(); block !== undefined; block = gone.pop()) {
    left[block] = 0;
    for (const targets of [first, second]) {
      const to = targets[block] as number;
      if (to < 0) continue;
      entered[to]! -= 1;
      if (entered[to] === 0) gone.push(to);
    }
  }
  dropDeadEnds(left, first, second);
  return left;
}

/** Most ways lead down the text: from its end, most rounds find everything at once. What a few do not find stays. */
function dropDeadEnds(left: Uint8Array, first: Int32Array, second: Int32Array): void {
  const isLeft = (block: number): boolean => block >= 0 && left[block] === 1;
  let found = true;
  for (let round = 0; found && round < 8; round++) {
    found = false;
    for (let block = left.length - 1; block >= 0; block--) {
      if (left[block] === 0 || isLeft(first[block] as number) || isLeft(second[block] as number)) continue;
      left[block] = 0;
      found = true;
    }
  }
}
