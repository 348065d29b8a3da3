// Which words the module has: those that change, and those that a step reaches through an address that it computes. What
// never changes is its value in the text; ghosts that no property reads stand apart, so that TLC need not look at them.

import type { Analysis } from '../../analyse/analysis.ts';
import type { Graph } from '../../language/lower/graph.ts';
import type { Layout } from '../../machine/layout.ts';
import { spelled } from '../names.ts';
import type { Word } from './model.ts';

export function wordsOf(
  graph: Graph,
  layout: Layout,
  analysis: Analysis,
  give: (wanted: string) => string,
): ReadonlyMap<number, Word> {
  const wanted = new Set<number>();
  /** Unseen ghosts that a step may reach where it may reach others. */
  const mixed = new Set<number>();
  const isUnseen = (slot: number) => slot >= layout.identity;
  graph.tasks.forEach(({ blocks }, task) => {
    const known = analysis.tasks[task];
    blocks.forEach(({ code }, block) => {
      if (known?.reached[block] !== 1) return;
      code.forEach((instruction, at) => {
        if (!('address' in instruction) || instruction.address.kind === 'const') return;
        const { slots = [], mayFault = false } = known.access(block, at) ?? {};
        if (slots.length < 2 && !mayFault && instruction.size >= 4) return;
        for (const slot of slots) {
          wanted.add(slot);
          if (!slots.every(isUnseen)) mixed.add(slot);
        }
      });
    });
  });
  for (const { reads } of analysis.properties) for (const slot of reads) wanted.add(slot);
  const words = new Map<number, Word>();
  graph.memory.words.forEach(({ address }, index) => {
    const slot = layout.wordSlots[index] as number;
    if (!wanted.has(slot) && analysis.slots[slot]?.list?.length === 1) return;
    const name = spelled(graph.memory, address);
    const variable = isUnseen(slot) && !mixed.has(slot) ? 'unseen' : 'mem';
    words.set(slot, { slot, address, name: give(name), spelled: name, variable });
  });
  return words;
}
