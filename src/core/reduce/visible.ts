// Which bits of memory each property looks at in every state, so that a step that changes one of them is visible to
// it: two steps that one property can see are not exchanged.
//
// Promises: where nobody changes such a bit, the property says the same as before. `always` and `never` are one group: a
// state that violates any of them is not expanded; each cost is a group of its own, and so is an interrupt that would hang.

import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import { addressTable } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import { add, changes, writtenBits } from './footprint.ts';
import type { LocalStates } from './local-states.ts';
import type { Facts } from './place-facts.ts';
import { stepPaths, TooMuch } from './step-paths.ts';
import { bitsThatMatter, readSlots } from './step-tree.ts';

/** Bits by slot; undefined: every bit of every word. */
export type Sight = ReadonlyMap<number, number> | undefined;

export interface Sights {
  /** Asked in every state, in groups. */
  readonly always: readonly Sight[];
  /** Asked where all has ended. */
  readonly finals: readonly Sight[];
}

export function sightsOf(graph: Graph, layout: Layout, local: LocalStates): Sights {
  const of = (kinds: readonly PropertyGraph['kind'][]) =>
    graph.properties.flatMap((property) =>
      kinds.includes(property.kind) && property.routine
        ? [sightOf(graph, layout, local, property.routine)]
        : [],
    );
  const invariants = of(['always', 'never']);
  return {
    always: [...(invariants.length > 0 ? [union(invariants)] : []), ...of(['cost'])],
    finals: of(['finally']),
  };
}

function sightOf(
  graph: Graph,
  layout: Layout,
  { words }: LocalStates,
  routine: NonNullable<PropertyGraph['routine']>,
): Sight {
  const table = addressTable(graph.memory, layout.wordSlots);
  const paths = stepPaths(graph, routine.blocks, routine.registers, table);
  try {
    const tree = paths.run(
      0,
      [],
      {
        hidden: (slot) => slot >= layout.identity,
        possible: (slot) => words.possible(slot, undefined),
        addsTo: () => undefined,
        isLock: () => false,
        takesLock: () => undefined,
        isCounter: () => false,
      },
      () => '',
    );
    const sight = new Map<number, number>();
    for (const slot of readSlots(tree, new Set())) {
      const bits = bitsThatMatter(tree, slot, ({ ending, outcome }) => `${ending} ${outcome}`);
      if (bits !== 0) sight.set(slot, bits);
    }
    return sight;
  } catch (reason) {
    if (reason instanceof TooMuch) return undefined;
    throw reason;
  }
}

function union(sights: readonly Sight[]): Sight {
  const all = new Map<number, number>();
  for (const sight of sights) {
    if (sight === undefined) return undefined;
    for (const [slot, bits] of sight) all.set(slot, (all.get(slot) ?? 0) | bits);
  }
  return all;
}

/** An interrupt that would wait at once for a lock of its own CPU is a finding wherever it could come. */
export function interruptSights(graph: Graph, layout: Layout, facts: Facts): readonly Sight[] {
  return layout.tasks.flatMap(({ graph: self, placeSlot }, task): Sight[] => {
    const first = facts[task]?.find((place) => place?.unbegun);
    const shares = graph.tasks.some(({ cpu }, other) => other !== task && cpu === self.cpu);
    if (self.kind !== 'interrupt' || !first?.blocks || !shares) return [];
    const sight = new Map([[placeSlot, -1]]);
    for (const { slot, read } of first.touches.values()) if (read !== 0) sight.set(slot, -1);
    return [sight];
  });
}

/** Marks the steps that a group can see: they touch a slot of its own, behind those of the vector. */
export function addSights(layout: Layout, facts: Facts, sights: readonly Sight[]): void {
  for (const [group, sight] of sights.entries()) {
    for (const place of facts.flat()) {
      if (!place) continue;
      const seen = [...place.touches.values()].some(
        (touch) =>
          touch.slot < layout.length &&
          (writtenBits(touch) & (sight === undefined ? -1 : (sight.get(touch.slot) ?? 0))) !== 0,
      );
      if (seen) add(place.touches, changes(layout.length + group));
    }
  }
}
