// What the words of a lab hold and where its tasks stand, as far as random walks show it, and a search that came before:
// so that records are short and the kernel has code for those steps only that somebody does.
//
// Promises: what is not seen here is no error: the kernel reports it, and it is learned then. The same walks for the
// same lab.

import { walkAtRandom } from '../explore/random-walks.ts';
import type { Layout } from '../machine/layout.ts';
import type { Machine } from '../machine/machine.ts';
import type { PackedField, Packing } from '../wasm/memory-map.ts';
import { layOutRecord, type Width, widthOf } from './packing.ts';

/** By task, by place: 1 where the task was seen. */
export type Places = readonly Uint8Array[];

const stepsAtFirst = 3000;
const stepsToLearn = 4000;
/** Of these from each state, or more. */
const leastEach = 40;

export function noPlaces({ tasks }: Layout): Places {
  return tasks.map(({ sites, startedOffset }) => new Uint8Array(1 + sites.length + startedOffset));
}

/** What a slot of the vector has held. */
export interface Met {
  readonly slot: number;
  readonly values: Int32Array;
}

/** `stop` is asked now and then; `met` in a search before. */
export function learn(
  machine: Machine,
  initial: Int32Array,
  places: Places,
  stop: () => boolean,
  met: readonly Met[] = [],
): Packing {
  const seen = watch(machine, initial, places);
  for (const { slot, values } of met) for (const value of values) seen.note(slot, value);
  walkAtRandom(machine, seen.meet, stop, { most: stepsAtFirst });
  return layOutRecord(new Map(seen.widths()));
}

/**
 * The packing with room for what is met on walks from some states too. Where one thing was not known, others will soon be
 * missing, and each of them costs a new module.
 */
export function learnMore(
  machine: Machine,
  before: Packing,
  places: Places,
  initial: Int32Array,
  states: readonly Int32Array[],
): Packing {
  const seen = watch(machine, initial, places);
  const most = Math.max(leastEach, Math.floor(stepsToLearn / states.length));
  for (const from of states) walkAtRandom(machine, seen.meet, () => false, { from, most });
  const widths = new Map(before.fields.map(({ slot, width }: PackedField): [number, Width] => [slot, width]));
  for (const [slot, width] of seen.widths()) {
    widths.set(slot, Math.max(widths.get(slot) ?? 1, width) as Width);
  }
  return layOutRecord(widths);
}

/** The least and the greatest value of each slot, and the places, from logs of steps. */
function watch({ layout }: Machine, initial: Int32Array, places: Places) {
  const low = initial.slice();
  const high = initial.slice();
  const taskOf = new Int32Array(initial.length).fill(-1);
  layout.placeSlots.forEach((slot, task) => {
    taskOf[slot] = task;
    const seen = places[task];
    if (seen) seen[initial[slot] as number] = 1;
  });
  const note = (slot: number, value: number) => {
    if (value < (low[slot] as number)) low[slot] = value;
    if (value > (high[slot] as number)) high[slot] = value;
    const seen = places[taskOf[slot] as number];
    if (seen) seen[value] = 1;
  };
  return {
    note,
    meet(log: Int32Array) {
      const end = log[0] as number;
      for (let at = 1; at < end; at += 3) note(log[at] as number, log[at + 2] as number);
    },
    /** Of those of the identity that had more than one value. */
    widths(): [number, Width][] {
      const varying = [...low.subarray(0, layout.identity).keys()].filter((slot) => low[slot] !== high[slot]);
      return varying.map((slot) => [slot, widthOf(low[slot] as number, high[slot] as number)]);
    },
  };
}
