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
  /** The analysis says what properties read; else it may be any word. */
  knowsReads: boolean,
): ReadonlyMap<number, Word> {
  const wanted = new Set<number>();
  const isUnseen = (slot: number) => slot >= layout.identity;
  const reaches = computedAccesses(graph, analysis);
  for (const slots of reaches) for (const slot of slots) wanted.add(slot);
  // What one access can reach stands in one variable.
  const mixed = new Set<number>();
  for (let before = -1; before !== mixed.size; ) {
    before = mixed.size;
    for (const slots of reaches) {
      if (slots.every((slot) => isUnseen(slot) && !mixed.has(slot))) continue;
      for (const slot of slots) mixed.add(slot);
    }
  }
  if (!knowsReads) for (const slot of layout.wordSlots) if (!isUnseen(slot)) wanted.add(slot);
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

/** Of each reached access that may be more than one word, or none: the words. */
function computedAccesses(graph: Graph, analysis: Analysis): readonly (readonly number[])[] {
  return graph.tasks.flatMap(({ blocks }, task) => {
    const known = analysis.tasks[task];
    return blocks.flatMap(({ code }, block) => {
      if (known?.reached[block] !== 1) return [];
      return code.flatMap((instruction, at) => {
        if (!('address' in instruction) || instruction.address.kind === 'const') return [];
        const { slots = [], mayFault = false } = known.access(block, at) ?? {};
        return slots.length < 2 && !mayFault && instruction.size >= 4 ? [] : [slots];
      });
    });
  });
}
