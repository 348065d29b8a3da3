// What a task can still touch from each of its places on.
//
// Promises: everything that it can do while somebody else keeps the locks of `held`; a step that needs one of them, and
// all behind it, is left out.

import type { Facts } from './place-facts.ts';
import type { Bits, TouchNumbers } from './touch-numbers.ts';
import { merge } from './touch-numbers.ts';

/** By task, by place; undefined where the task never stands. */
export type Futures = readonly (readonly (Bits | undefined)[])[];

export function futuresOf(facts: Facts, held: readonly number[], numbers: TouchNumbers): Futures {
  return facts.map((places) => {
    const stopped = places.map((place) => place?.needs.some((slot) => held.includes(slot)) ?? true);
    const futures = places.map((place, at) => {
      if (!place) return undefined;
      return stopped[at] ? new Int32Array(numbers.words) : numbers.of(place.touches);
    });
    // Backwards over the places first: code mostly leads forward.
    for (let grown = true; grown; ) {
      grown = false;
      for (let at = places.length - 1; at > 0; at--) {
        if (stopped[at]) continue;
        for (const next of places[at]?.next ?? []) {
          const behind = futures[next];
          if (behind && merge(futures[at] as Bits, behind)) grown = true;
        }
      }
    }
    return futures;
  });
}
