// State vectors as short records: each slot's values are numbered as they are met, and only the numbers are stored,
// in as many bits as they need so far. A slot that never changes takes no bits at all.
//
// Promises: exact: two vectors have the same identity words exactly if they are the same in the first `identity`
// slots. When a slot outgrows its bits, `overflowed` is set and the owner must `extend` or, where that fails, `relayout`,
// and encode again.

import { createCodeTable } from './code-table.ts';
import { extendSlots, layOutSlots, type SlotLayout, wholeWord } from './record-layout.ts';

export interface Packing {
  readonly layout: SlotLayout;
  /** A value was met that has no room; the record just written is not valid. */
  readonly overflowed: boolean;
  /** Bytes of the value tables. */
  readonly memory: number;
  /** For vectors whose values were all met before. */
  encode(vector: Int32Array, record: Int32Array): void;
  /** Meets all values of the first vector. */
  learn(vector: Int32Array): void;
  /** Meets the values that a step writes. */
  meet(log: Int32Array): void;
  /** Writes a record of an earlier layout in the present one, into words that are 0. Slots that did not vary then have code 0. */
  transcode(before: SlotLayout, from: Int32Array, fromAt: number, to: Int32Array, toAt: number): void;
  /** Sets every slot to its first value; `decode` then writes the slots that have had another one. */
  constants(vector: Int32Array): void;
  /** The values met of each slot, in an array that is good until the next value is met. */
  eachSlot(to: (slot: number, values: Int32Array) => void): void;
  /** `by`: the layout that the record was written in. */
  decode(by: SlotLayout, record: Int32Array, at: number, vector: Int32Array): void;
  /** Changes a record as a step changed its vector: `log` as in core/machine. */
  patch(record: Int32Array, log: Int32Array): void;
  /**
   * Gives slots that vary now bits that were 0 in all records so far: these stay as they are, as 0 is the number of a
   * slot's first value. False where there are none left, or where a slot needs more bits than it has.
   */
  extend(): boolean;
  /** A layout with room for all values met, and more. */
  relayout(room: SpareRoom): SlotLayout;
}

export interface SpareRoom {
  /** Bits more for each slot that varies; half as many, rounded down, for one with two values. */
  readonly spare: number;
  /** Bits left for slots that begin to vary later: at most one word. */
  readonly free: number;
}

/** Slots that take more different values than 2 to this are stored as they are. */
const mostCodeBits = 20;

export function createPacking(length: number, identity: number): Packing {
  /** By slot: the values met, by code. */
  const values: Int32Array[] = Array.from({ length }, () => new Int32Array(1));
  const counts = new Int32Array(length);
  const codes = createCodeTable();
  let valueBytes = 4 * length;
  let layout = layOutSlots(new Uint8Array(length), identity, 0);
  let overflowed = false;
  /** Slots that have had no bits, and vary now; undefined where another one needs more bits than it has. */
  let begun: number[] | undefined = [];

  const newCode = (slot: number, value: number): number => {
    const code = counts[slot] as number;
    let list = values[slot] as Int32Array;
    if (code === list.length) {
      const longer = new Int32Array(2 * code);
      longer.set(list);
      list = longer;
      values[slot] = list;
      valueBytes += 4 * code;
    }
    list[code] = value;
    counts[slot] = code + 1;
    codes.add(slot, value, code);
    const bits = layout.bits[slot] as number;
    if (code >>> bits !== 0) {
      overflowed = true;
      if (bits > 0) begun = undefined;
      else if (code === 1) begun?.push(slot);
    }
    return code;
  };
  const codeOf = (slot: number, value: number): number => {
    if (layout.bits[slot] === wholeWord) return value;
    const known = codes.find(slot, value);
    return known >= 0 ? known : newCode(slot, value);
  };

  return {
    get layout() {
      return layout;
    },
    get overflowed() {
      return overflowed;
    },
    get memory() {
      return codes.memory + valueBytes;
    },
    encode(vector, record) {
      const { word, shift, varying } = layout;
      record.fill(0, 0, layout.words);
      for (let index = 0; index < varying.length; index++) {
        const slot = varying[index] as number;
        const code = codeOf(slot, vector[slot] as number);
        (record[word[slot] as number] as number) |= code << (shift[slot] as number);
      }
    },
    learn(vector) {
      for (let slot = 0; slot < length; slot++) codeOf(slot, vector[slot] as number);
    },
    meet(log) {
      const end = log[0] as number;
      for (let at = 1; at < end; at += 3) codeOf(log[at] as number, log[at + 2] as number);
    },
    decode({ bits, word, shift, varying }, record, at, vector) {
      for (let index = 0; index < varying.length; index++) {
        const slot = varying[index] as number;
        const stored = record[at + (word[slot] as number)] as number;
        const size = bits[slot] as number;
        vector[slot] =
          size === wholeWord
            ? stored
            : ((values[slot] as Int32Array)[
                (stored >>> (shift[slot] as number)) & ((1 << size) - 1)
              ] as number);
      }
    },
    transcode(before, from, fromAt, to, toAt) {
      const { bits, word, shift } = layout;
      for (let index = 0; index < before.varying.length; index++) {
        const slot = before.varying[index] as number;
        const size = before.bits[slot] as number;
        const stored = from[fromAt + (before.word[slot] as number)] as number;
        const at = toAt + (word[slot] as number);
        if (size === wholeWord) {
          to[at] = stored;
          continue;
        }
        const code = (stored >>> (before.shift[slot] as number)) & ((1 << size) - 1);
        if (bits[slot] === wholeWord) to[at] = (values[slot] as Int32Array)[code] as number;
        else (to[at] as number) |= code << (shift[slot] as number);
      }
    },
    constants(vector) {
      for (let slot = 0; slot < length; slot++) vector[slot] = (values[slot] as Int32Array)[0] as number;
    },
    patch(record, log) {
      const end = log[0] as number;
      const { bits, word, shift } = layout;
      for (let at = 1; at < end; at += 3) {
        const slot = log[at] as number;
        const code = codeOf(slot, log[at + 2] as number);
        const size = bits[slot] as number;
        if (size === 0) continue;
        const index = word[slot] as number;
        if (size === wholeWord) {
          record[index] = code;
          continue;
        }
        const by = shift[slot] as number;
        record[index] = ((record[index] as number) & ~(((1 << size) - 1) << by)) | (code << by);
      }
    },
    eachSlot(to) {
      values.forEach((list, slot) => {
        to(slot, list.subarray(0, counts[slot]));
      });
    },
    extend() {
      const sizeOf = (slot: number) => bitsFor(counts[slot] as number) + 1;
      const extended = begun && extendSlots(layout, begun, sizeOf, identity);
      if (!extended) return false;
      layout = extended;
      begun = [];
      overflowed = false;
      return true;
    },
    relayout({ spare, free }) {
      const bits = Uint8Array.from(counts, (count, slot) => {
        if (layout.bits[slot] === wholeWord) return wholeWord;
        if (count <= 1) return 0;
        const needed = bitsFor(count) + (count > 2 ? spare : spare >> 1);
        return needed > mostCodeBits ? wholeWord : Math.max(needed, layout.bits[slot] as number);
      });
      layout = layOutSlots(bits, identity, free);
      begun = [];
      overflowed = false;
      return layout;
    },
  };
}

function bitsFor(values: number): number {
  return 32 - Math.clz32(values - 1);
}
