// By slot of the vector: what it can hold between two steps, gathered from words, places and registers.

import type { Layout } from '../machine/layout.ts';
import { bufferSlots } from '../machine/store-buffer.ts';
import type { Values } from './analysis.ts';
import type { TaskWork } from './task-work.ts';
import { anything, between, constant, join, listed } from './values.ts';
import type { WordValues } from './word-values.ts';

export function slotValues(
  layout: Layout,
  words: WordValues,
  works: readonly TaskWork[],
  start: Int32Array,
): readonly Values[] {
  const slots: Values[] = Array.from(start, constant);
  for (const slot of layout.wordSlots) if (slot >= 0) slots[slot] = words.atRest(slot);
  for (const { layout: task, sites } of works) {
    const { placeSlot, startedOffset, plan, registerSlot } = task;
    const add = (slot: number, values: Values) => {
      slots[slot] = join(slots[slot] as Values, values);
    };
    const places: number[] = [];
    for (const site of sites) {
      if (site === undefined) continue;
      if (site.record.next.has(0)) places.push(0);
      places.push(site.number);
      if (startedOffset > 0) places.push(site.number + startedOffset);
      const alive = plan.alive[site.record.block] ?? [];
      alive.forEach((register, at) => {
        const slot = registerSlot + (plan.colours[register] as number);
        for (const state of site.states.states) {
          const values = state.registers[at]?.values;
          if (values !== undefined) add(slot, values);
        }
      });
    }
    // A register's slot is 0 where nothing lives in it.
    if (places.length > 0) {
      add(placeSlot, listed(places));
      for (let colour = 0; colour < plan.colourCount; colour++) add(registerSlot + colour, constant(0));
    }
  }
  for (const slot of layout.cpuSlots) if (slot >= 0) slots[slot] = between(0, 0x0fffffff);
  for (const at of layout.bufferAt) {
    if (at >= 0) for (let slot = at; slot < at + bufferSlots; slot++) slots[slot] = anything;
  }
  return slots;
}
