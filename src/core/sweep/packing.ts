// How states lie in records: which slots of the vector vary, and in how many bytes.
//
// Promises: what a packing has no room for is met as a misfit, never stored wrongly; `widen` then makes room. Slots
// behind the identity (unobserved ghosts) are left out: nobody reads them.

import type { PackedField, Packing } from '../wasm/memory-map.ts';
import { recordHeader } from '../wasm/memory-map.ts';

export type Width = PackedField['width'];

/** With room for the value in the slot, and for what it held at the start: records that are there may still hold that. */
export function widen({ fields }: Packing, slot: number, value: number, initial: Int32Array): Packing {
  const widths = new Map(fields.map((field): [number, Width] => [field.slot, field.width]));
  const atFirst = initial[slot] as number;
  const needed = widthOf(Math.min(value, atFirst), Math.max(value, atFirst));
  widths.set(slot, Math.max(widths.get(slot) ?? 1, needed) as Width);
  return layOutRecord(widths);
}

/** Records of one are records of the other. */
export function isSame(a: Packing, b: Packing): boolean {
  return (
    a.fields.length === b.fields.length &&
    a.fields.every(({ slot, width, at }, index) => {
      const other = b.fields[index];
      return other?.slot === slot && other.width === width && other.at === at;
    })
  );
}

/** Widest first, so that each is aligned; among equals by slot. */
export function layOutRecord(widths: ReadonlyMap<number, Width>): Packing {
  const fields: PackedField[] = [];
  let at = recordHeader;
  for (const [slot, width] of [...widths].sort(([a, x], [b, y]) => y - x || a - b)) {
    fields.push({ slot, width, at });
    at += width;
  }
  return { fields, recordBytes: Math.ceil(at / 4) * 4 };
}

export function widthOf(low: number, high: number): Width {
  if (low >= -0x80 && high < 0x80) return 1;
  return low >= -0x8000 && high < 0x8000 ? 2 : 4;
}

/** Copies the record at `from` to `to`, in another packing; slots that were not listed had their initial value. */
export function transcoder(
  before: Packing,
  after: Packing,
  initial: Int32Array,
): (bytes: DataView, from: number, to: number) => void {
  const old = new Map(before.fields.map((field) => [field.slot, field]));
  const moves = after.fields.map((to) => ({ to, from: old.get(to.slot), value: initial[to.slot] as number }));
  return (bytes, from, to) => {
    for (let at = 0; at < recordHeader; at += 4) bytes.setUint32(to + at, bytes.getUint32(from + at));
    for (const { to: field, from: field0, value } of moves) {
      write(bytes, to + field.at, field.width, field0 ? read(bytes, from + field0.at, field0.width) : value);
    }
  };
}

/** The state of a record; slots that are not listed have their initial value. */
export function unpack(
  { fields }: Packing,
  bytes: DataView,
  record: number,
  initial: Int32Array,
): Int32Array {
  const state = initial.slice();
  for (const { slot, at, width } of fields) state[slot] = read(bytes, record + at, width);
  return state;
}

export function read(bytes: DataView, at: number, width: Width): number {
  if (width === 1) return bytes.getInt8(at);
  return width === 2 ? bytes.getInt16(at, true) : bytes.getInt32(at, true);
}

export function write(bytes: DataView, at: number, width: Width, value: number): void {
  if (width === 1) bytes.setInt8(at, value);
  else if (width === 2) bytes.setInt16(at, value, true);
  else bytes.setInt32(at, value, true);
}
