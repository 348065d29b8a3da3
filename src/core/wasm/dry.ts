// Which steps can be tried without touching the vector: those that never read or write a word again that they wrote.
//
// A dry step only computes where it leads: there is nothing to take back. Promises: says no where it is not sure.

import type { CodeBlock, Instruction } from '../language/lower/graph.ts';
import { slotAt } from '../machine/address-table.ts';
import type { Region } from '../machine/emit-region.ts';
import type { Setting } from './frame.ts';
import { inside, topDown } from './region.ts';

/** `cpuSlot`: slot of the word of the task's CPU. */
export function canRunDry(
  setting: Setting,
  blocks: readonly CodeBlock[],
  region: Region,
  cpuSlot: number,
): boolean {
  if (region.backEdges.size > 0) return false;
  /** By block: what may have been written before it. */
  const before = new Map<number, Set<number>>([[region.entry, new Set()]]);
  for (const block of topDown(blocks, region.entry)) {
    const written = new Set(before.get(block));
    for (const instruction of (blocks[block] as CodeBlock).code) {
      const slot = slotOf(setting, instruction, cpuSlot);
      if (slot === undefined) continue;
      // A word that is not known may be any of those that were written.
      if (written.has(slot) || written.has(anywhere) || (slot === anywhere && written.size > 0)) return false;
      if (instruction.kind !== 'load') written.add(slot);
    }
    for (const to of inside(blocks, block)) {
      const known = before.get(to);
      if (known) for (const slot of written) known.add(slot);
      else before.set(to, new Set(written));
    }
  }
  return true;
}

const anywhere = -2;

/** The slot of the word that an instruction reads or writes. */
function slotOf({ table }: Setting, instruction: Instruction, cpuSlot: number): number | undefined {
  switch (instruction.kind) {
    case 'load':
    case 'store':
    case 'rmw':
      return instruction.address.kind === 'const' ? slotAt(table, instruction.address.value) : anywhere;
    case 'cpu-control':
      return cpuSlot < 0 ? undefined : cpuSlot;
    default:
      return undefined;
  }
}
