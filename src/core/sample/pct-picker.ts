// Probabilistic concurrency testing: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized scheduler with
// probabilistic guarantees of finding bugs", ASPLOS 2010.
//
// Actors get random priorities; the highest that can go does the step. At depth - 1 random points of the run whoever
// did the step falls below all that have not fallen. Among n actors that do k steps together, a bug that takes `depth`
// ordering constraints is met by one run with probability 1/(n·k^(depth-1)) at least. Departures: k is the longest
// run so far; a run far longer than that (somebody spins, and waits for one of lower priority) goes on at random.

import type { Random } from '../base/random.ts';
import { absent } from '../explore/state-store.ts';
import type { Picker } from './one-run.ts';
import { randomPicker } from './random-picker.ts';

/** A run this many times as long as the longest seen spins. */
const patience = 8;

export interface PctPicker extends Picker {
  /** A run of so many steps was seen. */
  learn(steps: number): void;
}

export function pctPicker(actors: number, depth: number, random: Random): PctPicker {
  const byCoin = randomPicker(actors, random);
  const points = Math.max(0, depth - 1);
  const priority = new Int32Array(actors);
  /** From the highest priority to the lowest. */
  const order = new Uint8Array(actors);
  /** Ascending: after how many steps, and the priority that whoever does that step falls to. */
  const after = new Int32Array(points);
  const to = new Int32Array(points);
  let point = 0;
  let tried = 0;
  let done = 0;
  let longest = 1;
  let limit = 0;
  let spins = false;

  const drawPoints = () => {
    for (let next = 0; next < points; next++) {
      const drawn = 1 + random.below(longest);
      let at = next;
      for (; at > 0 && (after[at - 1] as number) > drawn; at--) {
        after[at] = after[at - 1] as number;
        to[at] = to[at - 1] as number;
      }
      after[at] = drawn;
      to[at] = next;
    }
  };
  const fall = (actor: number, lower: number) => {
    priority[actor] = lower;
    let at = order.indexOf(actor);
    for (; at + 1 < actors && (priority[order[at + 1] as number] as number) > lower; at++) {
      order[at] = order[at + 1] as number;
    }
    for (; at > 0 && (priority[order[at - 1] as number] as number) < lower; at--) {
      order[at] = order[at - 1] as number;
    }
    order[at] = actor;
  };
  return {
    learn(steps) {
      longest = Math.max(longest, steps);
    },
    begin() {
      for (let actor = 0; actor < actors; actor++) order[actor] = actor;
      for (let last = actors - 1; last > 0; last--) {
        const at = random.below(last + 1);
        const drawn = order[at] as number;
        order[at] = order[last] as number;
        order[last] = drawn;
      }
      for (let at = 0; at < actors; at++) priority[order[at] as number] = depth + actors - at;
      drawPoints();
      point = 0;
      limit = patience * longest + 100;
      byCoin.begin();
    },
    first(steps) {
      done = steps;
      spins = steps > limit;
      if (spins) return byCoin.first(steps);
      tried = 0;
      return order[0] as number;
    },
    next() {
      if (spins) return byCoin.next();
      tried += 1;
      return tried < actors ? (order[tried] as number) : absent;
    },
    did(actor) {
      for (; point < points && (after[point] as number) <= done + 1; point++)
        fall(actor, to[point] as number);
    },
  };
}
