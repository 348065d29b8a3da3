// Which states need not be gone on with where a run of so many steps is known: those from which no end of all tasks is
// as near.
//
// For properties that are judged where all tasks have ended. A task needs at least as many steps as its shortest way
// through its own graph; sums of these never shrink by more than one a step, so that whoever leads to a state that is
// kept was kept too, and the first run in task order among the shortest is met as ever.

import type { CodeBlock } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { Packing } from '../wasm/memory-map.ts';
import { read } from './packing.ts';

/** Steps that the tasks need at least from the record at `at` until all have ended. */
export type StepsLeft = (bytes: DataView, at: number) => number;

export function stepsLeft({ tasks }: Layout, packing: Packing, initial: Int32Array): StepsLeft {
  const fields = new Map(packing.fields.map((field) => [field.slot, field]));
  let always = 0;
  const varying = tasks.flatMap((task) => {
    const least = leastSteps(task);
    const field = fields.get(task.placeSlot);
    if (field) return [{ at: field.at, width: field.width, least }];
    always += least[initial[task.placeSlot] as number] as number;
    return [];
  });
  return (bytes, record) => {
    let sum = always;
    for (const { at, width, least } of varying) sum += least[read(bytes, record + at, width)] as number;
    return sum;
  };
}

/** By place. Daemons need not end, nor interrupts come; one that is under way must end. */
function leastSteps({ graph, sites, places, startedOffset }: TaskLayout): Int32Array {
  const { kind, blocks } = graph;
  const least = new Int32Array(1 + sites.length + startedOffset);
  if (kind === 'daemon') return least;
  const behind = stepsBehind(blocks);
  sites.forEach((block) => {
    const place = places[block] as number;
    const steps = 1 + (behind[block] as number);
    if (kind !== 'interrupt') least[place] = steps;
    if (startedOffset > 0) least[place + startedOffset] = steps;
  });
  return least;
}

/** More than any bound, and sums of it fit. */
const never = 1 << 26;

/** By block: the fewest steps that begin behind it until the task has ended. */
function stepsBehind(blocks: readonly CodeBlock[]): Int32Array {
  const least = blocks.map(({ exit }) => (exit.kind === 'end' ? 0 : never));
  const next = blocks.map(({ exit }) => successors(exit));
  // Control mostly goes forward: few rounds from the end.
  for (let changes = true; changes; ) {
    changes = false;
    for (let block = blocks.length - 1; block >= 0; block--) {
      for (const to of next[block] as readonly number[]) {
        const way = (blocks[to]?.step ? 1 : 0) + (least[to] as number);
        if (way >= (least[block] as number)) continue;
        least[block] = way;
        changes = true;
      }
    }
  }
  return Int32Array.from(least);
}
