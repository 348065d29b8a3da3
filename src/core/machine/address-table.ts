// From model addresses to slots of the state vector, and back.
//
// Promises: total: any 32-bit integer may be asked; what no scalar begins in has no slot. `covered` also knows the
// upper halves of 8-byte scalars and padding, which have no word but do exist.

import { lowestAddress } from '../check/finding.ts';
import type { MemoryMap } from '../language/lower/graph.ts';

export interface AddressTable {
  /** First address behind the last word; a multiple of 4. */
  readonly limit: number;
  /** Slot by address / 4, -1 where no word begins. */
  readonly slots: Int32Array;
  /** 1 by address / 4 where the word lies in some object. */
  readonly covered: Uint8Array;
}

const known = new WeakMap<Int32Array, AddressTable>();

/** Made once for each layout: machine, engine and analyses ask for it one after another. */
export function addressTable(memory: MemoryMap, wordSlots: Int32Array): AddressTable {
  const table = known.get(wordSlots) ?? makeTable(memory, wordSlots);
  known.set(wordSlots, table);
  return table;
}

function makeTable(memory: MemoryMap, wordSlots: Int32Array): AddressTable {
  let limit = lowestAddress;
  for (const { address } of memory.words) limit = Math.max(limit, address + 4);
  for (const { address, size } of memory.objects) limit = Math.max(limit, address + size);
  limit = (limit + 3) & ~3;
  const slots = new Int32Array(limit >>> 2).fill(-1);
  const covered = new Uint8Array(limit >>> 2);
  for (const { address, size } of memory.objects) {
    for (let at = address & ~3; at < address + size; at += 4) covered[at >>> 2] = 1;
  }
  memory.words.forEach(({ address }, index) => {
    slots[address >>> 2] = wordSlots[index] ?? -1;
    covered[address >>> 2] = 1;
  });
  return { limit, slots, covered };
}

/** Slot of the word that the address lies in, or -1. */
export function slotAt(table: AddressTable, address: number): number {
  const unsigned = address >>> 0;
  return unsigned < table.limit ? (table.slots[unsigned >>> 2] ?? -1) : -1;
}

/** Alignment that an access or object of this size asks for: the largest power of two, at most 8, that divides it. */
export function alignmentOf(size: number): number {
  return size % 8 === 0 ? 8 : size % 4 === 0 ? 4 : size % 2 === 0 ? 2 : 1;
}

/** Whether an object of `size` bytes can lie at `address`: aligned, and every word of it exists. */
export function isValid(table: AddressTable, address: number, size: number): boolean {
  const from = address >>> 0;
  if (from < lowestAddress || from % alignmentOf(size) !== 0) return false;
  const to = from + Math.max(size, 1);
  if (to > table.limit) return false;
  if (table.slots[from >>> 2] === -1) return false;
  for (let at = from & ~3; at < to; at += 4) if (table.covered[at >>> 2] === 0) return false;
  return true;
}
