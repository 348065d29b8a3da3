// Steps that are kept from one module for the next are those that it would write itself.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import { layOut } from '../machine/layout.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import type { Packing } from './memory-map.ts';
import { type KeptSteps, sweepModule } from './module.ts';

const narrow: Packing = { fields: [], recordBytes: 12 };
const wider: Packing = { fields: [{ slot: 0, width: 4, at: 12 }], recordBytes: 16 };

/** The module's bytes; `least`: only so many places of each task are known. */
function bytesOf(graph: Graph, memory: MemoryModel, packing: Packing, least: number, kept?: KeptSteps) {
  const layout = layOut(graph, false, memory);
  const places = layout.tasks.map(({ sites, startedOffset }) =>
    new Uint8Array(1 + sites.length + startedOffset).fill(1, 0, least),
  );
  const known = kept && { kept };
  const made = sweepModule({
    graph,
    layout,
    memory,
    packing,
    places,
    plan: undefined,
    roomAt: 1024,
    ...known,
  });
  if (!made.ok) throw new Error(made.error);
  return made.value.bytes;
}

it.each(['SC', 'x86-TSO', 'relaxed'] as const)('for another packing and more places: %s', (memory) => {
  let reused = 0;
  fc.assert(
    fc.property(memory === 'SC' ? randomGraph : randomBuffered, (graph) => {
      const kept: KeptSteps = new Map();
      expect(bytesOf(graph, memory, narrow, 2, kept)).toEqual(bytesOf(graph, memory, narrow, 2));
      reused += kept.size;
      expect(bytesOf(graph, memory, wider, 100, kept)).toEqual(bytesOf(graph, memory, wider, 100));
    }),
    { numRuns: 40 },
  );
  expect(reused).toBeGreaterThan(40);
});
