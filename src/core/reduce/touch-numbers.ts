// Touches by number, so that sets of them are bits and a question about two steps is a few ands.
//
// Promises: only what two tasks touch, and one of them writes, gets a number: nothing else can conflict.

import type { Footprint, Touch } from './footprint.ts';
import { conflict, writtenBits } from './footprint.ts';
import type { Facts } from './place-facts.ts';

/** A set of numbered touches. */
export type Bits = Int32Array;

export interface TouchNumbers {
  readonly words: number;
  of(touches: Footprint): Bits;
  /** All that some touch of these conflicts with. */
  against(touches: Footprint): Bits;
}

export function numberTouches(facts: Facts): TouchNumbers {
  const users = new Map<number, Set<number>>();
  const written = new Set<number>();
  for (const place of facts.flat()) {
    if (!place) continue;
    for (const touch of place.touches.values()) {
      const known = users.get(touch.slot);
      if (known) known.add(place.task);
      else users.set(touch.slot, new Set([place.task]));
      if (writtenBits(touch) !== 0) written.add(touch.slot);
    }
  }
  const numbers = new Map<string, number>();
  const touches: Touch[] = [];
  const bySlot = new Map<number, number[]>();
  for (const place of facts.flat()) {
    for (const touch of place?.touches.values() ?? []) {
      if ((users.get(touch.slot)?.size ?? 0) < 2 || !written.has(touch.slot)) continue;
      const text = textOf(touch);
      if (numbers.has(text)) continue;
      const number = touches.push(touch) - 1;
      numbers.set(text, number);
      const same = bySlot.get(touch.slot);
      if (same) same.push(number);
      else bySlot.set(touch.slot, [number]);
    }
  }
  const words = Math.max(1, (touches.length + 31) >>> 5);
  const put = (bits: Bits, number: number) => {
    bits[number >>> 5] = (bits[number >>> 5] as number) | (1 << (number & 31));
  };
  const enemies = touches.map((touch) => {
    const bits = new Int32Array(words);
    for (const other of bySlot.get(touch.slot) ?? [])
      if (conflict(touch, touches[other] as Touch)) put(bits, other);
    return bits;
  });
  return {
    words,
    of(footprint) {
      const bits = new Int32Array(words);
      for (const touch of footprint.values()) {
        const number = numbers.get(textOf(touch));
        if (number !== undefined) put(bits, number);
      }
      return bits;
    },
    against(footprint) {
      const bits = new Int32Array(words);
      for (const touch of footprint.values()) {
        const number = numbers.get(textOf(touch));
        if (number !== undefined) merge(bits, enemies[number] as Bits);
      }
      return bits;
    },
  };
}

function textOf({ slot, read, sets, clears, changes, adds }: Touch): string {
  return `${slot} ${read} ${sets} ${clears} ${changes} ${adds}`;
}

/** Whether the set grew. */
export function merge(into: Bits, from: Bits): boolean {
  let grown = false;
  for (let at = 0; at < into.length; at++) {
    const before = into[at] as number;
    const after = before | (from[at] as number);
    if (after === before) continue;
    into[at] = after;
    grown = true;
  }
  return grown;
}

export function meet(one: Bits, other: Bits): boolean {
  for (let at = 0; at < one.length; at++)
    if (((one[at] as number) & (other[at] as number)) !== 0) return true;
  return false;
}
