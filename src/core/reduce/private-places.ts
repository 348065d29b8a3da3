// Places whose step nobody can notice: it conflicts with nothing that any other task can do while this one stands
// there, no property sees it, it always comes, and in one way only (Lipton 1975: movers).
//
// Promises: no cycle of places is private throughout, so that steps done at once come to an end.

import type { Layout } from '../machine/layout.ts';
import { conflictsWith } from './persistent-sets.ts';
import type { Facts, PlaceFacts } from './place-facts.ts';
import type { PersistentSets } from './plan.ts';

export function privatePlaces(layout: Layout, facts: Facts, sets: PersistentSets): readonly Uint8Array[] {
  const standing = facts.map((places) => places.filter((place) => place !== undefined));
  return facts.map((places) => {
    const mine = Uint8Array.from(places, (place) =>
      Number(place !== undefined && isPrivate(layout, standing, sets, place)),
    );
    breakCycles(places, mine);
    return mine;
  });
}

function isPrivate(
  layout: Layout,
  standing: readonly (readonly PlaceFacts[])[],
  sets: PersistentSets,
  at: PlaceFacts,
): boolean {
  if (at.blocks || at.fails || at.chooses || at.unbegun) return false;
  // Beyond the vector lie the slots of properties: what one of them sees must stay a step of its own.
  for (const slot of at.touches.keys()) if (slot >= layout.length) return false;
  return standing.every(
    (others, other) =>
      other === at.task ||
      others.every(
        (there) => excludes(at, there) || !conflictsWith(sets, at.task, at.place, other, there.place),
      ),
  );
}

/** Nobody stands at both: they hold the same lock. */
function excludes(one: PlaceFacts, other: PlaceFacts): boolean {
  return other.holds.some((slot) => one.holds.includes(slot));
}

/** Where a walk along private places comes back to a place it has not left, that place stays a step of its own. */
function breakCycles(places: readonly (PlaceFacts | undefined)[], mine: Uint8Array): void {
  const state = new Uint8Array(places.length);
  const stack: { readonly at: number; readonly next: Iterator<number> }[] = [];
  const enter = (at: number) => {
    state[at] = 1;
    stack.push({ at, next: (places[at]?.next ?? new Set<number>()).values() });
  };
  for (const [first] of places.entries()) {
    if (mine[first] !== 1 || state[first] !== 0) continue;
    enter(first);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { value: next, done } = top.next.next();
      if (done) {
        state[top.at] = 2;
        stack.pop();
      } else if (mine[next] === 1 && state[next] === 1) mine[next] = 0;
      else if (mine[next] === 1 && state[next] === 0) enter(next);
    }
  }
}
