// What is true of every graph: each step can go wherever control leads, touch every word and leave any value. For graphs
// that are too large to be looked at more closely.

import type { CodeBlock, Graph, Instruction } from '../language/lower/graph.ts';
import { successors } from '../language/lower/read-graph.ts';
import type { AddressTable } from '../machine/address-table.ts';
import { slotAt } from '../machine/address-table.ts';
import { regionFrom } from '../machine/emit-region.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import type { AccessAnalysis, Analysis, PropertyAnalysis, SiteAnalysis, TaskAnalysis } from './analysis.ts';
import { Touch } from './analysis.ts';
import { addControl, onCycles } from './control.ts';
import { SiteRecord } from './recorder.ts';
import { anything, constant } from './values.ts';

export function coarse(graph: Graph, layout: Layout, start: Int32Array, table: AddressTable): Analysis {
  const words = [...layout.wordSlots].filter((slot) => slot >= 0).sort((a, b) => a - b);
  const access = (block: CodeBlock | undefined, at: number): AccessAnalysis | undefined => {
    const instruction = block?.code[at];
    if (instruction?.kind !== 'load' && instruction?.kind !== 'store' && instruction?.kind !== 'rmw')
      return undefined;
    return accessOf(instruction, words, table);
  };
  const properties = graph.properties.map(
    ({ routine }): PropertyAnalysis => ({
      reads: routine === undefined ? new Int32Array(0) : Int32Array.from(words),
      mayFail: true,
      asked: true,
    }),
  );
  const tasks = layout.tasks.map((task, index): TaskAnalysis => {
    const entry = entryOf(task, start);
    const records = reachedSites(task, entry);
    const repeats = onCycles(records.map((record) => record && [...record.next]));
    const reached = new Uint8Array(task.graph.blocks.length);
    const sites = records.map((record, number): SiteAnalysis | undefined => {
      if (record === undefined) return undefined;
      for (const block of regionFrom(task.graph.blocks, record.block).blocks) reached[block] = 1;
      for (const slot of words) record.touch(slot, Touch.read | Touch.write);
      const cpu = layout.cpuSlots[task.graph.cpu] ?? -1;
      if (cpu >= 0) record.touch(cpu, Touch.read | Touch.write);
      addControl(record, graph, layout, index, number === entry);
      return {
        block: record.block,
        footprint: { ...record.footprint(), imprecise: true },
        next: [...record.next].sort((a, b) => a - b),
        mayBlock: true,
        mayFail: true,
        mayWarn: true,
        mayPrune: true,
        alternatives: record.alternatives,
        repeats: repeats[number] === 1,
      };
    });
    return {
      sites,
      reached,
      access: (block, at) => (reached[block] === 1 ? access(task.graph.blocks[block], at) : undefined),
      takes: (block) => reached[block] === 1,
    };
  });
  const slots = Array.from(start, constant).map((value, slot) =>
    layout.placeSlots.includes(slot) ? value : anything,
  );
  layout.tasks.forEach((task, index) => {
    if (tasks[index]?.sites.some(Boolean)) slots[task.placeSlot] = anything;
  });
  return { tasks, slots, properties, imprecise: true };
}

function accessOf(
  { address, size }: Instruction & { readonly kind: 'load' | 'store' | 'rmw' },
  words: readonly number[],
  table: AddressTable,
): AccessAnalysis {
  if (address.kind !== 'const') return { slots: words, mayFault: true };
  const slot = (address.value & (size - 1)) === 0 ? slotAt(table, address.value) : -1;
  return slot < 0 ? { slots: [], mayFault: true } : { slots: [slot], mayFault: false };
}

/** Number of the site where the task stands. */
function entryOf({ sites, placeSlot, startedOffset }: TaskLayout, start: Int32Array): number {
  const place = start[placeSlot] as number;
  return place > sites.length ? place - startedOffset : place;
}

function reachedSites(
  { graph, sites, places }: TaskLayout,
  entry: number,
): readonly (SiteRecord | undefined)[] {
  const records: (SiteRecord | undefined)[] = new Array(sites.length + 1).fill(undefined);
  const open = entry === 0 ? [] : [entry];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (records[number] !== undefined) continue;
    const record = new SiteRecord(sites[number - 1] as number);
    records[number] = record;
    for (const at of regionFrom(graph.blocks, record.block).blocks) {
      const block = graph.blocks[at];
      if (block === undefined) continue;
      for (const one of block.code) {
        if (one.kind === 'choose') record.alternatives = Math.max(record.alternatives, one.count);
      }
      if (block.exit.kind === 'end') record.next.add(0);
      for (const to of successors(block.exit)) {
        const place = places[to] as number;
        if (place === 0) continue;
        record.next.add(place);
        open.push(place);
      }
    }
  }
  return records;
}
