// The quick proof that tasks do the same under new names: where no value is a name of what moves and every access
// names its place, equal texts are enough, whatever is computed.
//
// Promises: `nameless` renamings only; whoever looks at a lock does the same whichever of the exchanged tasks holds it.

import type { Graph } from '../language/lower/graph.ts';
import { addressTable, slotAt } from '../machine/address-table.ts';
import type { Layout } from '../machine/layout.ts';
import type { Candidate } from './exchange-candidates.ts';
import type { LocalStates } from './local-states.ts';
import type { Renaming } from './renaming.ts';
import { privateSlots, sameHolders } from './symmetric-tasks.ts';

export function textsAreAlike(
  graph: Graph,
  layout: Layout,
  local: LocalStates,
  start: Int32Array,
  renaming: Renaming,
  { words }: Candidate,
): boolean {
  const places = renaming.nameless ? placesOf(graph) : undefined;
  if (!places) return false;
  const moved = renaming.tasks.flatMap((other, task) => (other === task ? [] : [task]));
  for (const slot of local.locks) {
    const owner = local.owners.get(slot);
    if (owner !== undefined && moved.includes(owner)) return false;
  }
  if (!sameHolders(local, moved, new Set())) return false;
  for (const task of moved) {
    const twins = privateSlots(layout, renaming.tasks[task] as number);
    if (privateSlots(layout, task).some((slot, at) => start[slot] !== start[twins[at] as number]))
      return false;
  }
  const table = addressTable(graph.memory, layout.wordSlots);
  for (const from of places) {
    const [one, other] = [slotAt(table, from), slotAt(table, words.get(from) ?? from)];
    if (one >= 0 !== other >= 0) return false;
    // Beyond the identity nothing depends on it.
    if (one < 0 || one >= layout.identity) continue;
    if (other >= layout.identity || start[other] !== renaming.value(one, start[one] as number)) return false;
  }
  return true;
}

/** The words that tasks read or write; undefined where a place is computed. */
function placesOf({ tasks }: Graph): ReadonlySet<number> | undefined {
  const places = new Set<number>();
  for (const { blocks } of tasks) {
    for (const { code } of blocks) {
      for (const instruction of code) {
        if (!('address' in instruction)) continue;
        if (instruction.address.kind !== 'const') return undefined;
        places.add(instruction.address.value & ~3);
      }
    }
  }
  return places;
}
