// Words that a step reaches through an address which it computes stand together in one array, with a way from the address
// to the element; every other word is a variable of its own.
//
// Promises: an access whose address is not one known word finds all words that it can reach in one family. Words that
// never change, and ghosts that nobody reads, come behind the others and are no part of the state.

import type { Analysis } from '../../analyse/analysis.ts';
import type { CodeBlock, Graph } from '../../language/lower/graph.ts';
import { addressTable, slotAt } from '../../machine/address-table.ts';
import { regionFrom } from '../../machine/emit-region.ts';
import type { Layout } from '../../machine/layout.ts';

/** Sets of slots, none of which is alone, that must stand together; ascending, the first member names the set. */
/** `guarded`: also where the analysis knows but one word. */
export function familiesOf(
  graph: Graph,
  analysis: Analysis,
  guarded: boolean,
): readonly (readonly number[])[] {
  const leader = new Map<number, number>();
  const find = (slot: number): number => {
    const up = leader.get(slot) ?? slot;
    if (up === slot) return slot;
    const top = find(up);
    leader.set(slot, top);
    return top;
  };
  const members = new Set<number>();
  eachComputedAccess(graph, analysis, (mayFault, slots) => {
    if (!guarded && !mayFault && slots.length === 1) return;
    const [first = -1] = slots;
    for (const slot of slots) {
      members.add(slot);
      const [low, high] = [find(first), find(slot)].sort((a, b) => a - b) as [number, number];
      if (low !== high) leader.set(high, low);
    }
  });
  const sets = new Map<number, number[]>();
  for (const slot of [...members].sort((a, b) => a - b)) {
    const top = find(slot);
    const set = sets.get(top);
    if (set) set.push(slot);
    else sets.set(top, [slot]);
  }
  return [...sets.values()];
}

/** Reached accesses of tasks whose address is computed. */
function eachComputedAccess(
  graph: Graph,
  analysis: Analysis,
  visit: (mayFault: boolean, slots: readonly number[]) => void,
): void {
  graph.tasks.forEach(({ blocks }, task) => {
    const known = analysis.tasks[task];
    blocks.forEach(({ code }: CodeBlock, block) => {
      if (known?.reached[block] !== 1) return;
      code.forEach((instruction, at) => {
        if (!('address' in instruction) || instruction.address.kind === 'const') return;
        const access = known.access(block, at);
        if (access) visit(access.mayFault, access.slots);
      });
    });
  });
}

/**
 * Slots that one step may write more than once: what they hold in the middle of it is not among the values that
 * the analysis gives.
 */
export function rewrittenSlots(graph: Graph, layout: Layout, analysis: Analysis): ReadonlySet<number> {
  const rewritten = new Set<number>();
  const table = addressTable(graph.memory, layout.wordSlots);
  graph.tasks.forEach(({ blocks }, task) => {
    const known = analysis.tasks[task];
    layout.tasks[task]?.sites.forEach((block, index) => {
      if (known?.sites[index + 1] === undefined) return;
      const written = new Set<number>();
      const region = regionFrom(blocks, block);
      for (const inside of region.blocks) {
        blocks[inside]?.code.forEach((instruction, at) => {
          if (instruction.kind !== 'store' && instruction.kind !== 'rmw') return;
          if (known.reached[inside] !== 1) return;
          const { address } = instruction;
          const slots =
            address.kind === 'const'
              ? [slotAt(table, address.value)]
              : (known.access(inside, at)?.slots ?? []);
          for (const slot of slots) {
            if (written.has(slot) || region.backEdges.size > 0) rewritten.add(slot);
            written.add(slot);
          }
        });
      }
    });
  });
  return rewritten;
}
