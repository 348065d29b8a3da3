// A coin decides: every actor that can go is as likely as every other.
//
// Actors are tried in an order that is drawn as it is needed; the first that can go is then a fair draw among those
// that can.

import type { Random } from '../base/random.ts';
import { absent } from '../explore/state-store.ts';
import type { Picker } from './one-run.ts';

export function randomPicker(actors: number, random: Random): Picker {
  const order = Uint8Array.from({ length: actors }, (_, actor) => actor);
  let left = actors;

  const next = (): number => {
    if (left === 0) return absent;
    const at = random.below(left);
    left -= 1;
    const drawn = order[at] as number;
    order[at] = order[left] as number;
    order[left] = drawn;
    return drawn;
  };
  return {
    begin() {
      // Runs must not depend on how the ones before them left the list.
      for (let actor = 0; actor < actors; actor++) order[actor] = actor;
    },
    first() {
      left = actors;
      return next();
    },
    next,
    did: () => undefined,
  };
}
